//! A server and a client in one program, as its first argument says.

use std::env;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{
    IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream, ToSocketAddrs, UdpSocket,
};
use std::process;

type Outcome = io::Result<()>;

fn main() {
    if run().is_err() {
        process::exit(1);
    }
}

fn run() -> Outcome {
    match env::args().nth(1).as_deref() {
        Some("tcp") => tcp(),
        Some("tcp-large") => tcp_large(),
        Some("udp") => udp(),
        Some("outside") => outside(),
        Some("names") => names(),
        _ => Err(ErrorKind::InvalidInput.into()),
    }
}

/// A server and its client, one after the other as one thread must.
fn tcp() -> Outcome {
    let listener = TcpListener::bind(local(8080))?;
    println!("listens {}", listener.local_addr()?.port());
    println!(
        "taken {}",
        kind(TcpListener::bind(local(8080))) == ErrorKind::AddrInUse
    );
    let mut client = TcpStream::connect(local(8080))?;
    let (mut server, from) = listener.accept()?;
    println!("same {}", from == client.local_addr()?);
    client.write_all(b"ping")?;
    client.shutdown(std::net::Shutdown::Write)?;
    let mut heard = String::new();
    server.read_to_string(&mut heard)?;
    server.write_all(heard.replace('i', "o").as_bytes())?;
    drop(server);
    let mut answer = String::new();
    client.read_to_string(&mut answer)?;
    println!("{heard} {answer}");
    println!("end {}", client.read(&mut [0])?);
    Ok(())
}

/// More than a connection holds, written and read in turn.
fn tcp_large() -> Outcome {
    let listener = TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, 0)))?;
    let mut client = TcpStream::connect(listener.local_addr()?)?;
    let (mut server, _) = listener.accept()?;
    client.set_nonblocking(true)?;
    let mut written = 0;
    let mut read = 0;
    let mut buffer = vec![0; 10_000];
    while read < 1_000_000 {
        match client.write(&[7; 10_000][..(1_000_000 - written).min(10_000)]) {
            Ok(count) => written += count,
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
        let count = server.read(&mut buffer)?;
        read += buffer[..count].iter().filter(|byte| **byte == 7).count();
    }
    println!("read {read}");
    Ok(())
}

fn udp() -> Outcome {
    let one = UdpSocket::bind(local(7000))?;
    let other = UdpSocket::bind(local(0))?;
    other.send_to(b"to one", local(7000))?;
    let mut buffer = [0; 100];
    let (length, from) = one.recv_from(&mut buffer)?;
    println!(
        "{} same {}",
        String::from_utf8_lossy(&buffer[..length]),
        from == other.local_addr()?
    );
    one.connect(from)?;
    one.send(b"back")?;
    let length = other.recv(&mut buffer)?;
    println!("{}", String::from_utf8_lossy(&buffer[..length]));
    Ok(())
}

fn outside() -> Outcome {
    let far = SocketAddr::from((Ipv4Addr::new(192, 0, 2, 1), 80));
    println!(
        "{}",
        kind(TcpStream::connect(far)) == ErrorKind::PermissionDenied
    );
    println!("{}", ("example.com", 80).to_socket_addrs().is_err());
    println!("{}", UdpSocket::bind(local(0))?.send_to(b"x", far).is_err());
    Ok(())
}

fn names() -> Outcome {
    for address in ("localhost", 80).to_socket_addrs()? {
        let word = match address.ip() {
            IpAddr::V4(Ipv4Addr::LOCALHOST) => "ipv4",
            IpAddr::V6(Ipv6Addr::LOCALHOST) => "ipv6",
            _ => "another",
        };
        println!("{word}");
    }
    Ok(())
}

fn local(port: u16) -> SocketAddr {
    SocketAddr::from((Ipv4Addr::LOCALHOST, port))
}

fn kind<T>(result: io::Result<T>) -> ErrorKind {
    result.err().map_or(ErrorKind::Other, |error| error.kind())
}
