//! The Web API: the same messages as JSON over HTTPS, the answer in the reply. Paths, headers, sign-in and the life
//! of tokens are not publicly known and therefore settings; nothing here claims them.
//!
//! The caller still goes through a machine in the clinic that holds the 電子証明書; its certificate comes as PKCS#12.

use super::{
    Arrival, Facts, Fate, Intent, Ours, Pending, Place, PostError, Sweep, Taken, Transport, Trouble,
    TroubleKind, Withdrawn, sha256,
};
use crate::{
    catalogue::Folder,
    message::{Encoded, Wire},
};
use jiff::Timestamp;
use reqwest::{
    StatusCode, Url,
    header::{CONTENT_TYPE, HeaderName, HeaderValue},
};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject};
use serde_json::{Map, Value};
use std::{collections::BTreeMap, path::PathBuf, sync::Arc, time::Duration};
use tokio::{sync::Mutex, time::Instant};
use zeroize::Zeroizing;

/// All that is not known of the service.
pub struct Settings {
    /// `https://host/base/`; plain `http` only to this very machine, for tests.
    pub base_url: String,
    /// Path of a message, with `{prefix}` for its API識別ID.
    pub path: String,
    /// Header that carries the token, and its value with `{token}`: `Authorization`, `Bearer {token}`.
    pub header: (String, String),
    /// How to sign in; `None` where the certificate is enough.
    pub sign_in: Option<SignIn>,
    /// Our certificate with its key, and its passphrase.
    pub identity: Option<(Vec<u8>, Zeroizing<String>)>,
    /// Root certificates (PEM) to one of which the service's must lead; needed for `https`.
    pub roots: Vec<u8>,
    /// Until a connection stands.
    pub connect_timeout: Duration,
    /// Until the answer is there; after it the outcome is unknown.
    pub answer_timeout: Duration,
    /// Largest answer, in bytes.
    pub largest: usize,
    /// Send provisional messages.
    pub allow_provisional: bool,
}

/// Signing in.
pub struct SignIn {
    /// Path.
    pub path: String,
    /// What is sent: field and value.
    pub fields: BTreeMap<String, Zeroizing<String>>,
    /// Where the token stands in the answer, as a JSON pointer: `/result/accessToken`.
    pub token: String,
    /// How to get a new token with what the first answer brought; without it we sign in again.
    pub refresh: Option<Refresh>,
    /// How long a token lives.
    pub life: Duration,
}

/// Getting a new token.
pub struct Refresh {
    /// Path.
    pub path: String,
    /// Where the refresh token stands in the answer to the sign-in.
    pub token: String,
    /// The field in which it is sent.
    pub field: String,
}

/// The transport.
pub struct WebApi {
    settings: Settings,
    base: Url,
    header: HeaderName,
    client: reqwest::Client,
    token: Mutex<Option<Token>>,
    arrivals: Mutex<Vec<Arrival>>,
}

struct Token {
    access: Zeroizing<String>,
    refresh: Option<Zeroizing<String>>,
    until: Instant,
}

fn trouble(kind: TroubleKind) -> Trouble {
    Trouble { place: Place::WebApi, kind }
}

/// What went wrong before anything of a message was sent; `None` when it may have been sent.
fn before_sending(error: &reqwest::Error) -> Option<Trouble> {
    let kind = if is_about_certificates(error) { TroubleKind::Certificate } else { TroubleKind::Unreachable };
    error.is_connect().then(|| trouble(kind))
}

fn is_about_certificates(error: &(dyn std::error::Error + 'static)) -> bool {
    // An I/O error does not name what it wraps as its source.
    let inside = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
    error.is::<rustls::Error>()
        || inside.is_some_and(|inside| is_about_certificates(inside))
        || error.source().is_some_and(is_about_certificates)
}

impl WebApi {
    /// Reads the settings; nothing is sent yet.
    ///
    /// # Errors
    /// [`TroubleKind::Settings`] or [`TroubleKind::Certificate`].
    pub fn new(settings: Settings) -> Result<Self, Trouble> {
        let wrong = || trouble(TroubleKind::Settings);
        let base = Url::parse(&settings.base_url).map_err(|_| wrong())?;
        let here = matches!(base.host_str(), Some("127.0.0.1" | "[::1]" | "localhost"));
        if base.cannot_be_a_base() || !(base.scheme() == "https" || (base.scheme() == "http" && here)) {
            return Err(wrong());
        }
        let header = HeaderName::from_bytes(settings.header.0.as_bytes()).map_err(|_| wrong())?;
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls(&settings)?)
            .connect_timeout(settings.connect_timeout)
            .timeout(settings.answer_timeout)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .map_err(|_| wrong())?;
        Ok(Self { settings, base, header, client, token: Mutex::default(), arrivals: Mutex::default() })
    }

    fn url(&self, path: &str) -> Result<Url, Trouble> {
        let url = self.base.join(path.trim_start_matches('/')).map_err(|_| trouble(TroubleKind::Settings))?;
        // A path of the settings cannot lead to another host, nor to another service on it.
        let same = url.origin() == self.base.origin();
        if same { Ok(url) } else { Err(trouble(TroubleKind::Settings)) }
    }

    async fn token(&self) -> Result<Option<Zeroizing<String>>, Trouble> {
        let Some(sign_in) = &self.settings.sign_in else { return Ok(None) };
        // Held while signing in, so that several messages sign in once.
        let mut held = self.token.lock().await;
        if let Some(token) = held.as_ref().filter(|token| Instant::now() < token.until) {
            return Ok(Some(token.access.clone()));
        }
        let old = held.take().and_then(|token| token.refresh);
        let refreshed = match (&sign_in.refresh, old) {
            (Some(refresh), Some(old)) => {
                let body = Map::from_iter([(refresh.field.clone(), Value::String(old.to_string()))]);
                self.ask_for_token(sign_in, &refresh.path, body).await.ok()
            }
            _ => None,
        };
        let token = match refreshed {
            Some(token) => token,
            None => {
                let fields = sign_in.fields.iter();
                let body =
                    fields.map(|(field, value)| (field.clone(), Value::String(value.to_string()))).collect();
                self.ask_for_token(sign_in, &sign_in.path, body).await?
            }
        };
        let access = token.access.clone();
        *held = Some(token);
        Ok(Some(access))
    }

    async fn ask_for_token(
        &self,
        sign_in: &SignIn,
        path: &str,
        body: Map<String, Value>,
    ) -> Result<Token, Trouble> {
        let refused = || trouble(TroubleKind::SignIn);
        let request = self.client.post(self.url(path)?).json(&Value::Object(body));
        let answer = request
            .send()
            .await
            .map_err(|error| before_sending(&error).unwrap_or_else(|| trouble(TroubleKind::Unreachable)))?;
        if !answer.status().is_success() {
            return Err(refused());
        }
        let answer: Value = answer.json().await.map_err(|_| refused())?;
        let text = |pointer: &str| {
            answer.pointer(pointer).and_then(Value::as_str).map(|text| Zeroizing::new(text.to_owned()))
        };
        Ok(Token {
            access: text(&sign_in.token).ok_or_else(refused)?,
            refresh: sign_in.refresh.as_ref().and_then(|refresh| text(&refresh.token)),
            until: Instant::now() + sign_in.life,
        })
    }

    async fn send(&self, message: &Encoded, intent: &Intent) -> Result<(), PostError> {
        if message.message.provisional && !self.settings.allow_provisional {
            return Err(PostError::Provisional);
        }
        if intent.name != message.name || intent.sha256 != sha256(&message.bytes) {
            return Err(trouble(TroubleKind::Settings).into());
        }
        let url = self.url(&self.settings.path.replace("{prefix}", &message.message.prefix))?;
        for again in [false, true] {
            let mut request = self
                .client
                .post(url.clone())
                .header(CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"))
                .body(message.bytes.clone());
            if let Some(token) = self.token().await? {
                let value = Zeroizing::new(self.settings.header.1.replace("{token}", &token));
                let mut value = HeaderValue::from_str(&value).map_err(|_| trouble(TroubleKind::SignIn))?;
                value.set_sensitive(true);
                request = request.header(self.header.clone(), value);
            }
            let answer = match request.send().await {
                Ok(answer) => answer,
                Err(error) => {
                    return Err(before_sending(&error).map_or(PostError::Unsure, PostError::Trouble));
                }
            };
            let status = answer.status();
            if status == StatusCode::UNAUTHORIZED && !again && self.settings.sign_in.is_some() {
                // Turned away unread: the token was over before its time.
                if let Some(token) = self.token.lock().await.as_mut() {
                    token.until = Instant::now();
                }
                continue;
            }
            if status.is_client_error() {
                return Err(PostError::Status(status.as_u16()));
            }
            if !status.is_success() {
                return Err(PostError::Unsure);
            }
            let bytes = self.body(answer).await.ok_or(PostError::Unsure)?;
            self.arrivals.lock().await.push(Arrival {
                folder: Folder::Res,
                path: PathBuf::new(),
                name: format!("{}.json", message.message.answer_base(&message.suffix)),
                sha256: sha256(&bytes),
                bytes,
                modified: None,
                whole: true,
            });
            return Ok(());
        }
        Err(PostError::Status(StatusCode::UNAUTHORIZED.as_u16()))
    }

    async fn body(&self, mut answer: reqwest::Response) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        while let Some(part) = answer.chunk().await.ok()? {
            bytes.extend_from_slice(&part);
            if bytes.len() > self.settings.largest {
                return None;
            }
        }
        Some(bytes)
    }
}

/// TLS with the roots and the certificate of the settings, over ring.
fn tls(settings: &Settings) -> Result<rustls::ClientConfig, Trouble> {
    let wrong = || trouble(TroubleKind::Certificate);
    let mut roots = rustls::RootCertStore::empty();
    for root in CertificateDer::pem_slice_iter(&settings.roots) {
        roots.add(root.map_err(|_| wrong())?).map_err(|_| wrong())?;
    }
    if roots.is_empty() && settings.base_url.starts_with("https") {
        return Err(wrong());
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|_| wrong())?
        .with_root_certificates(roots);
    let Some((bytes, passphrase)) = &settings.identity else { return Ok(builder.with_no_client_auth()) };
    let policy = p12_keystore::Pkcs12ImportPolicy::Relaxed;
    let store = p12_keystore::KeyStore::from_pkcs12(bytes, passphrase, policy).map_err(|_| wrong())?;
    let (_, chain) = store.private_key_chain().ok_or_else(wrong)?;
    let certificates = chain.certs().iter().map(|one| CertificateDer::from(one.as_der().to_vec())).collect();
    let key = PrivateKeyDer::Pkcs8(chain.key().as_der().to_vec().into());
    builder.with_client_auth_cert(certificates, key).map_err(|_| wrong())
}

impl Transport for WebApi {
    fn wire(&self) -> Wire {
        Wire::WebApi
    }

    fn post<'a>(&'a self, message: &'a Encoded, intent: &'a Intent) -> Pending<'a, Result<(), PostError>> {
        Box::pin(self.send(message, intent))
    }

    /// Nothing lies anywhere: unless its answer is here, it cannot be told.
    fn resume<'a>(&'a self, intent: &'a Intent) -> Pending<'a, Result<Fate, Trouble>> {
        Box::pin(async {
            let answer = intent.name.replacen("req_", "res_", 1).replace(".xml", ".json");
            let here = self.arrivals.lock().await.iter().any(|arrival| arrival.name == answer);
            Ok(if here { Fate::Answered } else { Fate::Gone })
        })
    }

    fn withdraw<'a>(&'a self, _: &'a Intent) -> Pending<'a, Result<Withdrawn, Trouble>> {
        Box::pin(async { Ok(Withdrawn::AlreadyTaken) })
    }

    fn sweep<'a>(&'a self, _: &'a Ours) -> Pending<'a, Sweep> {
        Box::pin(async { Sweep { arrivals: self.arrivals.lock().await.clone(), ..Sweep::default() } })
    }

    fn take<'a>(&'a self, arrival: &'a Arrival) -> Pending<'a, Result<Taken, Trouble>> {
        Box::pin(async {
            let mut arrivals = self.arrivals.lock().await;
            let before = arrivals.len();
            arrivals.retain(|one| one.name != arrival.name || one.sha256 != arrival.sha256);
            Ok(if arrivals.len() < before { Taken::Removed } else { Taken::Gone })
        })
    }

    fn probe<'a>(&'a self, _: &'a Ours, _: Timestamp) -> Pending<'a, Facts> {
        Box::pin(async {
            let web_api = Some(self.token().await.map(|_| ()).map_err(|trouble| trouble.kind));
            Facts { web_api, ..Facts::default() }
        })
    }
}
