//! Requests that components send out: to allowed hosts, at public addresses, and nowhere else.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use http::uri::{Authority, Scheme};
use http::{Request, Response, Uri};
use http_body_util::BodyExt;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};
use wasmtime_wasi_http::{Error, RequestOptions, WasiBody};

use crate::run::AbortOnDrop;

/// The longest wait for a connection or a first byte, whatever the component asks for.
const PATIENCE: Duration = Duration::from_secs(10);

/// A response, and what must be kept while its body is read.
pub(crate) type Sent = (
    Response<WasiBody>,
    Box<dyn Future<Output = Result<(), Error>> + Send>,
);

/// Decides and sends.
pub(crate) struct Egress {
    allowed: Vec<String>,
    tls: TlsConnector,
}

trait Connection: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Connection for T {}

impl Egress {
    /// Allows `host` at the scheme's own port, and `host:port`.
    pub(crate) fn new(allowed: &[String]) -> Self {
        let roots = RootCertStore {
            roots: webpki_roots::TLS_SERVER_ROOTS.into(),
        };
        let config = ClientConfig::builder()
            .with_root_certificates(roots)
            .with_no_client_auth();
        Self {
            allowed: allowed.iter().map(|host| host.to_lowercase()).collect(),
            tls: TlsConnector::from(Arc::new(config)),
        }
    }

    /// Sends a request on a connection of its own.
    pub(crate) async fn send(
        &self,
        request: Request<WasiBody>,
        options: Option<RequestOptions>,
    ) -> Result<Sent, Error> {
        let target = Target::of(request.uri())?;
        if !self.allows(&target) {
            return Err(Error::HttpRequestDenied);
        }
        let wait = |asked: Option<Duration>| asked.unwrap_or(PATIENCE).min(PATIENCE);
        let connect_time = wait(options.and_then(|options| options.connect_timeout));
        let answer_time = wait(options.and_then(|options| options.first_byte_timeout));

        let connection = timeout(connect_time, self.connect(&target)).await;
        let connection = connection.map_err(|_| Error::ConnectionTimeout)??;
        let answer = timeout(answer_time, exchange(connection, request)).await;
        answer.map_err(|_| Error::ConnectionReadTimeout)?
    }

    fn allows(&self, target: &Target) -> bool {
        let Target { host, port, secure } = target;
        let own_port = if *secure { 443 } else { 80 };
        self.allowed.iter().any(|allowed| {
            (allowed == host && *port == own_port) || *allowed == format!("{host}:{port}")
        })
    }

    async fn connect(&self, target: &Target) -> Result<Box<dyn Connection>, Error> {
        let addresses = resolve(target).await?;
        let stream = TcpStream::connect(addresses.as_slice())
            .await
            .map_err(Error::Connect)?;
        if !target.secure {
            return Ok(Box::new(stream));
        }
        let name = ServerName::try_from(target.host.clone())?;
        let stream = self.tls.connect(name, stream).await.map_err(Error::Tls)?;
        Ok(Box::new(stream))
    }
}

/// Sends the request and waits for the head of the answer.
async fn exchange(
    connection: impl Connection + 'static,
    mut request: Request<WasiBody>,
) -> Result<Sent, Error> {
    let (mut sender, driver) = http1::handshake(TokioIo::new(connection)).await?;
    let driver = AbortOnDrop::spawn(async move {
        // What goes wrong here is told to whoever reads the response.
        driver.await.ok();
    });
    *request.uri_mut() = origin_form(request.uri());
    let response = sender.send_request(request).await?;
    let response = response.map(|body| body.map_err(Error::from).boxed_unsync());
    let kept = async move {
        let _driver = driver;
        std::future::pending().await
    };
    Ok((response, Box::new(kept)))
}

/// Where a request goes.
struct Target {
    host: String,
    port: u16,
    secure: bool,
}

impl Target {
    fn of(uri: &Uri) -> Result<Self, Error> {
        let authority = uri.authority().ok_or(Error::HttpRequestUriInvalid)?;
        let secure = uri.scheme() == Some(&Scheme::HTTPS);
        let port = Authority::port_u16(authority).unwrap_or(if secure { 443 } else { 80 });
        let host = authority.host().trim_matches(['[', ']']).to_lowercase();
        Ok(Self { host, port, secure })
    }
}

/// The host's addresses, all public. They are what is connected to: a name that resolves
/// differently a moment later changes nothing.
async fn resolve(target: &Target) -> Result<Vec<SocketAddr>, Error> {
    let found = tokio::net::lookup_host((target.host.as_str(), target.port)).await;
    let addresses: Vec<_> = found.map_err(|_| Error::DestinationNotFound)?.collect();
    match addresses.iter().all(|address| is_public(address.ip())) {
        true => Ok(addresses),
        false => Err(Error::DestinationIpProhibited),
    }
}

/// The path and query alone, as a request to the host itself carries them.
fn origin_form(uri: &Uri) -> Uri {
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    path.parse().unwrap_or_else(|_| Uri::from_static("/"))
}

/// Whether the address belongs to the public internet.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    // This network, reserved, shared by a carrier's clients, protocol assignments, benchmarks.
    let is_special = matches!(
        (a, b, c),
        (0 | 240..=255, ..) | (100, 64..=127, _) | (192, 0, 0) | (198, 18 | 19, _)
    );
    !(is_special
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation())
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, c, .., y, z] = address.segments();
    let v4 = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match (a, b) {
        // Addresses that carry an IPv4 address: NAT64 and 6to4.
        (0x64, 0xff9b) => is_public_v4(v4(y, z)),
        (0x2002, _) => is_public_v4(v4(b, c)),
        // Teredo and documentation.
        (0x2001, 0 | 0xdb8) => false,
        // All global unicast addresses begin with the bits 001.
        _ => match address.to_ipv4_mapped() {
            Some(address) => is_public_v4(address),
            None => a >> 13 == 1,
        },
    }
}

#[cfg(test)]
mod tests {
    use http_body_util::Full;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    #[tokio::test]
    async fn a_request_is_sent_and_its_answer_streams_back() {
        let (client, mut server) = tokio::io::duplex(4096);
        let body = Full::new("hello".into()).map_err(|never| match never {});
        let request = Request::post("http://example.com/a?b")
            .header("host", "example.com")
            .body(body.boxed_unsync())
            .unwrap();
        let asked = "POST /a?b HTTP/1.1\r\nhost: example.com\r\ncontent-length: 5\r\n\r\nhello";
        let serve = async {
            let mut found = vec![0; asked.len()];
            server.read_exact(&mut found).await.unwrap();
            assert_eq!(String::from_utf8(found).unwrap(), asked);
            let answer = b"HTTP/1.1 201 Created\r\ncontent-length: 5\r\n\r\nworld";
            server.write_all(answer).await.unwrap();
        };
        let (sent, ()) = futures::future::join(exchange(client, request), serve).await;
        let (response, _kept) = sent.unwrap();
        assert_eq!(response.status(), 201);
        let body = response.into_body().collect().await.unwrap();
        assert_eq!(body.to_bytes(), "world");
    }

    #[test]
    fn a_host_is_allowed_at_its_own_port_or_the_one_that_is_named() {
        let egress = Egress::new(&["Example.com".into(), "api.example.com:8443".into()]);
        for (uri, expected) in [
            ("http://example.com/", true),
            ("https://EXAMPLE.com/", true),
            ("http://example.com:443/", false),
            ("http://example.com:8080/", false),
            ("http://a.example.com/", false),
            ("https://api.example.com:8443/", true),
            ("https://api.example.com/", false),
        ] {
            let target = Target::of(&uri.parse().unwrap()).unwrap();
            assert_eq!(egress.allows(&target), expected, "{uri}");
        }
    }

    #[test]
    fn only_public_addresses_are_public() {
        let check = |address: &str, expected: bool| {
            assert_eq!(is_public(address.parse().unwrap()), expected, "{address}");
        };
        for address in [
            "1.1.1.1",
            "93.184.215.14",
            "2606:4700::1111",
            "::ffff:1.1.1.1",
        ] {
            check(address, true);
        }
        for address in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "192.0.0.8",
            "192.168.1.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "fc00::1",
            "fe80::1",
            "ff02::1",
            "2001:db8::1",
        ] {
            check(address, false);
        }
    }
}
