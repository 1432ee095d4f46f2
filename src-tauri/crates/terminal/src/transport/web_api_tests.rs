//! The Web API against a small server of our own, in the clear and with certificates on both sides.

use super::{web_api::*, *};
use crate::{
    Answer,
    catalogue::{BUILT_IN, Catalogue},
    decode,
    message::{Sender, bulk_check_download, document_get, encode},
};
use std::{collections::BTreeMap, sync::Arc};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::TcpListener,
    sync::mpsc,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        self, RootCertStore, ServerConfig,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
        server::WebPkiClientVerifier,
    },
};
use zeroize::Zeroizing;

const CA: &[u8] = include_bytes!("../../../../../tests/fixtures/terminal-tls/ca.pem");
const SERVER: &[u8] = include_bytes!("../../../../../tests/fixtures/terminal-tls/server.pem");
const SERVER_KEY: &[u8] = include_bytes!("../../../../../tests/fixtures/terminal-tls/server.key");
const CLIENT: &[u8] = include_bytes!("../../../../../tests/fixtures/terminal-tls/client.p12");

const DONE: &str = r#"{"XmlMsg":{"MessageHeader":{"SegmentOfResult":"1","ReceptionNumber":"7","NumberOfProcessingResult":1},"MessageBody":{"BulkConfirmUnit":[{"ProcessingResultStatus":"1"}]}}}"#;

fn catalogue() -> Catalogue {
    Catalogue::read(BUILT_IN).unwrap()
}

fn message() -> Encoded {
    let sender = Sender { institution: "1319900010".to_owned(), file_identifier: "FB-1".to_owned() };
    let request = bulk_check_download::Request { reception_number: "7".to_owned() }.into();
    encode(&catalogue(), &request, &sender, "202611240001", Wire::WebApi).unwrap()
}

fn settings(port: u16) -> Settings {
    let fields = [("userId", "clinic"), ("password", "secret")];
    Settings {
        base_url: format!("http://127.0.0.1:{port}/api/"),
        path: "messages/{prefix}".to_owned(),
        header: ("Authorization".to_owned(), "Bearer {token}".to_owned()),
        sign_in: Some(SignIn {
            path: "login".to_owned(),
            fields: fields.map(|(field, value)| (field.to_owned(), Zeroizing::new(value.to_owned()))).into(),
            token: "/result/accessToken".to_owned(),
            refresh: Some(Refresh {
                path: "refresh".to_owned(),
                token: "/result/refreshToken".to_owned(),
                field: "refreshToken".to_owned(),
            }),
            life: Duration::from_secs(600),
        }),
        identity: None,
        roots: Vec::new(),
        connect_timeout: Duration::from_secs(5),
        answer_timeout: Duration::from_secs(5),
        largest: 10_000,
        allow_provisional: false,
    }
}

fn token(number: u32) -> String {
    format!(r#"{{"status":"ok","result":{{"accessToken":"T{number}","refreshToken":"R{number}"}}}}"#)
}

/// Serves one reply after another (status and body; no reply for status 0) and hands out what was asked.
async fn serve(
    replies: Vec<(u16, String)>,
    tls: Option<TlsAcceptor>,
) -> (u16, mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (send, asked) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        for (status, body) in replies {
            let (stream, _) = listener.accept().await.unwrap();
            match &tls {
                None => reply(stream, status, &body, &send).await,
                Some(tls) => match tls.accept(stream).await {
                    Ok(stream) => reply(stream, status, &body, &send).await,
                    Err(_) => continue,
                },
            }
        }
    });
    (port, asked)
}

async fn reply(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    status: u16,
    body: &str,
    asked: &mpsc::UnboundedSender<String>,
) {
    let mut text = String::new();
    let mut buffer = [0; 4096];
    loop {
        let Ok(read) = stream.read(&mut buffer).await else { return };
        if read == 0 {
            return;
        }
        text.push_str(&String::from_utf8_lossy(&buffer[..read]));
        let lower = text.to_ascii_lowercase();
        if let Some(head) = lower.find("\r\n\r\n") {
            let length = lower.split("content-length: ").nth(1).and_then(|rest| rest.split("\r\n").next());
            if text.len() >= head + 4 + length.and_then(|length| length.parse().ok()).unwrap_or(0) {
                break;
            }
        }
    }
    let _ = asked.send(text);
    if status == 0 {
        return;
    }
    let head = format!("HTTP/1.1 {status} X\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    let _ = stream.write_all(head.as_bytes()).await;
    let _ = stream.write_all(body.as_bytes()).await;
    let _ = stream.shutdown().await;
}

async fn post(api: &WebApi) -> Result<(), PostError> {
    let message = message();
    api.post(&message, &Intent::of(&message, Uuid::nil())).await
}

#[tokio::test]
async fn sign_in_ask_and_answer() {
    let (port, mut asked) =
        serve(vec![(200, token(1)), (200, DONE.to_owned()), (200, DONE.to_owned())], None).await;
    let api = WebApi::new(settings(port)).unwrap();
    post(&api).await.unwrap();
    let login = asked.recv().await.unwrap();
    assert!(login.starts_with("POST /api/login ") && login.contains(r#""userId":"clinic""#));
    let request = asked.recv().await.unwrap();
    assert!(request.starts_with("POST /api/messages/OQSmuquc02 "));
    assert!(request.to_ascii_lowercase().contains("authorization: bearer t1"));
    assert!(request.contains(r#"{"MessageBody":{"ReceptionNumber":"7"}"#));
    let sweep = api.sweep(&Ours::default()).await;
    let arrival = &sweep.arrivals[0];
    let decoded = decode(&catalogue(), &arrival.name, &arrival.bytes);
    let Some(Answer::BulkCheckDownload(answer)) = decoded.answer else { panic!("{:?}", decoded.unreadable) };
    assert!(answer.envelope.outcome.is_done());
    assert_eq!((answer.units.len(), answer.counts[0]), (1, Some(1)));
    assert_eq!(api.take(arrival).await.unwrap(), Taken::Removed);
    assert!(api.sweep(&Ours::default()).await.arrivals.is_empty());
    // The token lives on.
    post(&api).await.unwrap();
    assert!(asked.recv().await.unwrap().starts_with("POST /api/messages/"));
}

#[tokio::test]
async fn a_token_that_is_over_is_refreshed() {
    let replies = vec![(200, token(1)), (401, String::new()), (200, token(2)), (200, DONE.to_owned())];
    let (port, mut asked) = serve(replies, None).await;
    let api = WebApi::new(settings(port)).unwrap();
    post(&api).await.unwrap();
    let mut seen = Vec::new();
    while let Ok(text) = asked.try_recv() {
        seen.push(text);
    }
    assert!(seen[2].starts_with("POST /api/refresh ") && seen[2].contains(r#"{"refreshToken":"R1"}"#));
    assert!(seen[3].to_ascii_lowercase().contains("authorization: bearer t2"));
    // A refresh that is turned away: sign in again. A second refusal is an answer.
    let replies = vec![
        (200, token(1)),
        (401, String::new()),
        (500, String::new()),
        (200, token(3)),
        (401, String::new()),
    ];
    let (port, _asked) = serve(replies, None).await;
    let api = WebApi::new(settings(port)).unwrap();
    assert_eq!(post(&api).await, Err(PostError::Status(401)));
}

#[tokio::test]
async fn what_is_known_and_what_is_not() {
    // Nobody there: nothing was sent.
    let api = WebApi::new(settings(1)).unwrap();
    assert_eq!(post(&api).await, Err(trouble(TroubleKind::Unreachable).into()));
    assert_eq!(
        api.probe(&Ours::default(), Timestamp::UNIX_EPOCH).await.web_api,
        Some(Err(TroubleKind::Unreachable))
    );
    // Sign-in refused: nothing was sent.
    let (port, _asked) = serve(vec![(403, String::new())], None).await;
    assert_eq!(post(&WebApi::new(settings(port)).unwrap()).await, Err(trouble(TroubleKind::SignIn).into()));
    // The reply never came, was an error of theirs, or too large: it may have been taken.
    for reply in [(0, String::new()), (502, String::new()), (200, "x".repeat(20_000))] {
        let (port, _asked) = serve(vec![(200, token(1)), reply], None).await;
        assert_eq!(post(&WebApi::new(settings(port)).unwrap()).await, Err(PostError::Unsure));
    }
    // Turned away unread.
    let (port, _asked) = serve(vec![(200, token(1)), (400, String::new())], None).await;
    assert_eq!(post(&WebApi::new(settings(port)).unwrap()).await, Err(PostError::Status(400)));
    // Provisional.
    let sender = Sender { institution: "1319900010".to_owned(), file_identifier: "FB-1".to_owned() };
    let request = document_get::Request { document_identifier: "x".to_owned() }.into();
    let provisional = encode(&catalogue(), &request, &sender, "202611240001", Wire::WebApi).unwrap();
    let intent = Intent::of(&provisional, Uuid::nil());
    assert_eq!(
        WebApi::new(settings(1)).unwrap().post(&provisional, &intent).await,
        Err(PostError::Provisional)
    );
    assert_eq!(WebApi::new(settings(1)).unwrap().resume(&intent).await, Ok(Fate::Gone));
}

fn trouble(kind: TroubleKind) -> Trouble {
    Trouble { place: Place::WebApi, kind }
}

#[test]
fn settings_that_cannot_be() {
    let kind = |change: &dyn Fn(&mut Settings)| {
        let mut settings = settings(1);
        change(&mut settings);
        WebApi::new(settings).err().map(|trouble| trouble.kind)
    };
    assert_eq!(kind(&|_| {}), None);
    assert_eq!(kind(&|s| s.base_url = "http://example.jp/".to_owned()), Some(TroubleKind::Settings));
    assert_eq!(kind(&|s| s.base_url = "not an address".to_owned()), Some(TroubleKind::Settings));
    assert_eq!(kind(&|s| s.base_url = "https://example.jp/".to_owned()), Some(TroubleKind::Certificate));
    assert_eq!(
        kind(&|s| s.identity = Some((b"x".to_vec(), Zeroizing::new(String::new())))),
        Some(TroubleKind::Certificate)
    );
    assert_eq!(
        kind(&|s| s.identity = Some((CLIENT.to_vec(), Zeroizing::new("wrong".to_owned())))),
        Some(TroubleKind::Certificate)
    );
}

fn acceptor() -> TlsAcceptor {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(CA).unwrap()).unwrap();
    let verifier =
        WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider.clone()).build().unwrap();
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_client_cert_verifier(verifier)
        .with_single_cert(
            vec![CertificateDer::from_pem_slice(SERVER).unwrap()],
            PrivateKeyDer::from_pem_slice(SERVER_KEY).unwrap(),
        )
        .unwrap();
    TlsAcceptor::from(Arc::new(config))
}

#[tokio::test]
async fn certificates_on_both_sides() {
    let with = |port: u16, identity: bool, roots: &[u8]| Settings {
        base_url: format!("https://localhost:{port}/"),
        sign_in: None,
        identity: identity.then(|| (CLIENT.to_vec(), Zeroizing::new("clinic".to_owned()))),
        roots: roots.to_vec(),
        ..settings(port)
    };
    let (port, mut asked) = serve(vec![(200, DONE.to_owned())], Some(acceptor())).await;
    post(&WebApi::new(with(port, true, CA)).unwrap()).await.unwrap();
    assert!(asked.recv().await.unwrap().starts_with("POST /messages/OQSmuquc02 "));
    // Without ours: the service ends the handshake; whether before or after our message cannot be told in TLS 1.3.
    let (port, mut asked) = serve(vec![(200, DONE.to_owned())], Some(acceptor())).await;
    assert!(post(&WebApi::new(with(port, false, CA)).unwrap()).await.is_err());
    assert!(asked.try_recv().is_err());
    // Theirs leads to another root: nothing was sent.
    let (port, _asked) = serve(vec![(200, DONE.to_owned())], Some(acceptor())).await;
    let other: BTreeMap<&str, &[u8]> = BTreeMap::from([("server", SERVER)]);
    assert_eq!(
        post(&WebApi::new(with(port, true, other["server"])).unwrap()).await,
        Err(trouble(TroubleKind::Certificate).into())
    );
}
