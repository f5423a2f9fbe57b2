//! A server and a client that take turns, by WASI 0.3 only.

#[path = "../../shared/p3.rs"]
mod p3;

use p3::{drain, print};
use wasip3::cli::environment;
use wasip3::random::random;
use wasip3::sockets::ip_name_lookup;
use wasip3::sockets::types::{
    IpAddressFamily, IpSocketAddress, Ipv4SocketAddress, TcpSocket, UdpSocket,
};
use wasip3::wit_stream;

struct Program;

wasip3::cli::command::export!(Program);

impl wasip3::exports::cli::run::Guest for Program {
    async fn run() -> Result<(), ()> {
        let args = environment::get_arguments();
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let text = match args.get(1..).unwrap_or_default() {
            ["tcp"] => tcp().await,
            ["udp"] => udp().await,
            ["outside"] => Ok(outside().await),
            ["random"] => Ok(format!("{:?}", random::get_random_bytes(8))),
            other => Err(format!("cannot {other:?}")),
        };
        print(text.unwrap_or_else(|error| format!("failed: {error}"))).await;
        Ok(())
    }
}

fn local(port: u16) -> IpSocketAddress {
    IpSocketAddress::Ipv4(Ipv4SocketAddress {
        port,
        address: (127, 0, 0, 1),
    })
}

/// A server and a client that take turns by waiting for each other.
async fn tcp() -> Result<String, String> {
    let failed = |error| format!("{error:?}");
    let server = TcpSocket::create(IpAddressFamily::Ipv4).map_err(failed)?;
    server.bind(local(9000)).map_err(failed)?;
    let mut incoming = server.listen().map_err(failed)?;
    wasip3::wit_bindgen::spawn_local(async move {
        let Some(accepted) = incoming.next().await else {
            return;
        };
        let (received, _end) = accepted.receive();
        let heard = drain(received).await;
        let (mut writer, reader) = wit_stream::new();
        let sent = accepted.send(reader);
        writer
            .write_all(heard.iter().rev().copied().collect())
            .await;
        drop(writer);
        sent.await.expect("the client listens");
    });
    let client = TcpSocket::create(IpAddressFamily::Ipv4).map_err(failed)?;
    client.connect(local(9000)).await.map_err(failed)?;
    let (mut writer, reader) = wit_stream::new();
    let sent = client.send(reader);
    writer.write_all(b"desserts".to_vec()).await;
    drop(writer);
    sent.await.map_err(failed)?;
    let (received, end) = client.receive();
    let answer = drain(received).await;
    end.await.map_err(failed)?;
    let nobody = TcpSocket::create(IpAddressFamily::Ipv4)
        .map_err(failed)?
        .connect(local(9))
        .await;
    Ok(format!("{} {nobody:?}", String::from_utf8_lossy(&answer)))
}

async fn udp() -> Result<String, String> {
    let failed = |error| format!("{error:?}");
    let one = UdpSocket::create(IpAddressFamily::Ipv4).map_err(failed)?;
    one.bind(local(7000)).map_err(failed)?;
    let other = UdpSocket::create(IpAddressFamily::Ipv4).map_err(failed)?;
    let receive = one.receive();
    other
        .send(b"datagram".to_vec(), Some(local(7000)))
        .await
        .map_err(failed)?;
    let (data, from) = receive.await.map_err(failed)?;
    let same = format!("{from:?}").contains("127");
    Ok(format!("{} {same}", String::from_utf8_lossy(&data)))
}

async fn outside() -> String {
    let localhost = ip_name_lookup::resolve_addresses("localhost".into())
        .await
        .map(|all| all.len());
    let example = ip_name_lookup::resolve_addresses("example.com".into())
        .await
        .map(|all| all.len());
    let socket = TcpSocket::create(IpAddressFamily::Ipv4).expect("it is made");
    let far = Ipv4SocketAddress {
        port: 80,
        address: (192, 0, 2, 1),
    };
    let connected = socket.connect(IpSocketAddress::Ipv4(far)).await;
    format!("{localhost:?} {example:?} {connected:?}")
}
