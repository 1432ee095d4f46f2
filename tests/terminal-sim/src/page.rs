//! The control page: one HTML page on loopback, for whoever tries the product out without a card reader.

use serde_json::Value;
use std::{
    io::{self, BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{self, Sender},
    },
    time::Duration,
};

const PAGE: &str = include_str!("page.html");
/// Longest head and longest command, in bytes.
const LONGEST_HEAD: u64 = 16 << 10;
const LONGEST_COMMAND: u64 = 4 << 10;
const PATIENCE: Duration = Duration::from_secs(10);

/// A command, and where to say what came of it.
pub struct Order {
    /// The line.
    pub line: String,
    /// What to show; an error says why it was not done.
    pub reply: Option<Sender<Result<String, String>>>,
}

/// The page, as long as the program runs.
pub struct Page {
    address: SocketAddr,
    shown: Arc<Mutex<String>>,
}

impl Page {
    /// Begins to listen on loopback; 0 is any free port. Commands go into `orders`.
    ///
    /// # Errors
    /// When the port is not free.
    pub fn open(port: u16, orders: Sender<Order>) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        let shown = Arc::new(Mutex::new("{}".to_owned()));
        let for_pages = shown.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().filter_map(Result::ok) {
                let (shown, orders) = (for_pages.clone(), orders.clone());
                // One thread each: somebody who says nothing must not keep the others waiting.
                std::thread::spawn(move || serve(stream, address, &shown, &orders));
            }
        });
        Ok(Self { address, shown })
    }

    /// `http://127.0.0.1:4711/`.
    pub fn address(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// From now on the page shows this.
    pub fn show(&self, state: &Value) {
        *self.shown.lock().unwrap_or_else(PoisonError::into_inner) = state.to_string();
    }
}

struct Asked {
    method: String,
    path: String,
    host: String,
    /// Only a page of ours can add a header of its own.
    ours: bool,
    body: String,
}

fn serve(stream: TcpStream, address: SocketAddr, shown: &Mutex<String>, orders: &Sender<Order>) {
    let _ = stream.set_read_timeout(Some(PATIENCE));
    let Ok(mut answer) = stream.try_clone() else { return };
    let Some(asked) = read(stream) else { return };
    let port = address.port();
    // Other names for this computer are how foreign pages reach it.
    let known = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    let (status, kind, body) = match (asked.method.as_str(), asked.path.as_str()) {
        _ if !known.contains(&asked.host) => ("403 Forbidden", "text/plain", "another host".to_owned()),
        ("GET", "/") => ("200 OK", "text/html", PAGE.to_owned()),
        ("GET", "/state") => {
            let state = shown.lock().unwrap_or_else(PoisonError::into_inner).clone();
            ("200 OK", "application/json", state)
        }
        ("POST", "/say") if asked.ours => match order(asked.body, orders) {
            Ok(said) => ("200 OK", "text/plain", said),
            Err(why) => ("409 Conflict", "text/plain", why),
        },
        ("POST", "/say") => ("403 Forbidden", "text/plain", "not from the page".to_owned()),
        _ => ("404 Not Found", "text/plain", String::new()),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Length: {}\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        body.len()
    );
    let _ = answer.write_all(head.as_bytes()).and_then(|()| answer.write_all(body.as_bytes()));
}

fn order(line: String, orders: &Sender<Order>) -> Result<String, String> {
    let stopped = || "端末が止まっています".to_owned();
    let (reply, said) = mpsc::channel();
    orders.send(Order { line, reply: Some(reply) }).map_err(|_| stopped())?;
    said.recv_timeout(PATIENCE).map_err(|_| stopped())?
}

fn read(stream: TcpStream) -> Option<Asked> {
    let mut reader = BufReader::new(stream.take(LONGEST_HEAD + LONGEST_COMMAND));
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    let mut words = first.split_whitespace();
    let mut asked = Asked {
        method: words.next()?.to_owned(),
        path: words.next()?.to_owned(),
        host: String::new(),
        ours: false,
        body: String::new(),
    };
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(':')?;
        match name.to_ascii_lowercase().as_str() {
            "host" => value.trim().clone_into(&mut asked.host),
            "x-terminal-sim" => asked.ours = true,
            "content-length" => length = value.trim().parse::<u64>().ok()?,
            _ => {}
        }
    }
    if length > LONGEST_COMMAND {
        return None;
    }
    let mut body = Vec::new();
    reader.take(length).read_to_end(&mut body).ok()?;
    asked.body = String::from_utf8(body).ok()?;
    Some(asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(page: &Page, request: &str) -> String {
        let mut stream = TcpStream::connect(page.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn open() -> Page {
        let (send, orders) = mpsc::channel::<Order>();
        std::thread::spawn(move || {
            for order in orders {
                let said = if order.line == "bad" { Err("no".to_owned()) } else { Ok(order.line) };
                order.reply.unwrap().send(said).unwrap();
            }
        });
        Page::open(0, send).unwrap()
    }

    #[test]
    fn the_page_its_state_and_its_commands() {
        let page = open();
        let port = page.address.port();
        let get = |path: &str| ask(&page, &format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"));
        assert!(get("/").contains("資格確認端末"));
        page.show(&serde_json::json!({ "down": true }));
        assert!(get("/state").ends_with(r#"{"down":true}"#));
        assert!(get("/etc/passwd").starts_with("HTTP/1.1 404"));
        let say = |line: &str, head: &str| {
            ask(
                &page,
                &format!(
                    "POST /say HTTP/1.1\r\nHost: localhost:{port}\r\n{head}Content-Length: {}\r\n\r\n{line}",
                    line.len()
                ),
            )
        };
        assert!(say("tap P1", "X-Terminal-Sim: 1\r\n").ends_with("tap P1"));
        assert!(say("bad", "x-terminal-sim: 1\r\n").starts_with("HTTP/1.1 409"));
        // A foreign page can send a form, but no header of ours; and it has another host name.
        assert!(say("unplug", "").starts_with("HTTP/1.1 403"));
        let foreign = ask(&page, &format!("GET /state HTTP/1.1\r\nHost: evil.example:{port}\r\n\r\n"));
        assert!(foreign.starts_with("HTTP/1.1 403"));
    }

    #[test]
    fn nonsense_is_turned_away_and_hurts_nobody() {
        let page = open();
        for request in [
            "\r\n",
            "GET\r\n\r\n",
            "GET / HTTP/1.1\r\nno colon\r\n\r\n",
            "POST /say HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n",
        ] {
            assert_eq!(ask(&page, request), "", "{request:?}");
        }
        assert!(ask(&page, "GET / HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 403"));
    }
}
