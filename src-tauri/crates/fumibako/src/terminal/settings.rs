//! How the clinic reaches its terminal. All of it is a setting: shares are named differently at every site, and of
//! the Web API nothing is publicly known.

use crate::Error;
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use domain::date::Date;
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, LazyLock},
    time::Duration,
};
use store::{Store, Write};
use terminal::{
    catalogue::{BUILT_IN, Catalogue, CatalogueError},
    transport::{Place, Transport, Trouble, TroubleKind, folder, web_api},
};

/// Setting of the store.
const NAME: &str = "terminal";

/// What is known of the interface.
pub(crate) fn catalogue() -> Result<Arc<Catalogue>, Error> {
    static CATALOGUE: LazyLock<Result<Arc<Catalogue>, CatalogueError>> =
        LazyLock::new(|| Catalogue::read(BUILT_IN).map(Arc::new));
    CATALOGUE.as_ref().map(Arc::clone).map_err(|error| Error::bug(error.to_string()))
}

/// By which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// The folders that the terminal shares.
    #[default]
    Folder,
    /// The Web API, through a machine in the clinic.
    WebApi,
}

/// The settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Switched on: files are taken and posted.
    pub on: bool,
    /// By which way.
    pub way: Way,
    /// `req`.
    pub req: PathBuf,
    /// `res`.
    pub res: PathBuf,
    /// `face`.
    pub face: PathBuf,
    /// Families (`OQS`, `VIEW`, `CIS`) with folders of their own.
    pub families: BTreeMap<String, (PathBuf, PathBuf)>,
    /// Remove our answers once they are stored.
    pub remove_answers: bool,
    /// Remove what the card reader pushed once it is stored.
    pub remove_faces: bool,
    /// Send provisional messages to a real terminal too.
    pub allow_provisional: bool,
    /// Seconds between two looks into the folders.
    pub sweep_seconds: u32,
    /// First number of a day in the names of our files; other products begin at 1.
    pub suffix_base: u32,
    /// Days for which our own answers may lie in the folder where they are not removed.
    pub keep_days: u32,
    /// The day on which the terminal was first switched on: older cards are passed over.
    #[serde(with = "super::plain::maybe")]
    pub since: Option<Date>,
    /// The Web API.
    pub web_api: WebApiSettings,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            on: false,
            way: Way::Folder,
            req: PathBuf::new(),
            res: PathBuf::new(),
            face: PathBuf::new(),
            families: BTreeMap::new(),
            remove_answers: true,
            remove_faces: false,
            allow_provisional: false,
            sweep_seconds: 2,
            suffix_base: 5000,
            keep_days: 7,
            since: None,
            web_api: WebApiSettings::default(),
        }
    }
}

/// What the Web API needs to be told; see [`web_api::Settings`].
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WebApiSettings {
    /// Base URL.
    pub base_url: String,
    /// Path with `{prefix}`.
    pub path: String,
    /// Header of the token.
    pub header: String,
    /// Its value with `{token}`.
    pub header_value: String,
    /// Path of the sign-in; empty where the certificate is enough.
    pub sign_in_path: String,
    /// Fields of the sign-in.
    pub sign_in_fields: BTreeMap<String, String>,
    /// JSON pointer to the token.
    pub token: String,
    /// Path of the renewal; empty to sign in again.
    pub refresh_path: String,
    /// JSON pointer to the refresh token.
    pub refresh_token: String,
    /// Field in which it is sent.
    pub refresh_field: String,
    /// Seconds that a token lives.
    pub token_seconds: u32,
    /// The certificate with its key (PKCS#12), in Base64; empty for none.
    pub identity: String,
    /// Its passphrase.
    pub passphrase: String,
    /// Root certificates (PEM).
    pub roots: String,
}

impl std::fmt::Debug for WebApiSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("WebApiSettings(…)")
    }
}

impl Settings {
    /// The usual three folders below one root, switched on.
    pub fn below(root: &Path) -> Self {
        Self {
            on: true,
            req: root.join("req"),
            res: root.join("res"),
            face: root.join("face"),
            ..Self::default()
        }
    }

    /// The clinic's settings; switched off where nothing was ever chosen.
    pub fn load(store: &Store) -> Result<Self, Error> {
        let stored = store.read(|r| r.setting(NAME))?;
        match stored {
            Some(json) => serde_json::from_str(&json)
                .map_err(|error| Error::bug(format!("the terminal's settings: {:?}", error.classify()))),
            None => Ok(Self::default()),
        }
    }

    /// Stores them.
    pub fn save(&self, w: &Write<'_>) -> store::Result<()> {
        // Texts, numbers and maps with texts as keys: all of it can be written as JSON.
        w.setting_set(NAME, &serde_json::to_string(self).unwrap_or_default())
    }

    /// Time between two looks.
    pub fn interval(&self) -> Duration {
        Duration::from_secs(u64::from(self.sweep_seconds.clamp(1, 60)))
    }

    /// The way to the terminal. `today` is the day in Japan: cards that were tapped long ago are passed over.
    ///
    /// # Errors
    /// When the settings cannot be used.
    pub fn transport(&self, catalogue: Arc<Catalogue>, today: Date) -> Result<Arc<dyn Transport>, Trouble> {
        match self.way {
            Way::Folder => Ok(Arc::new(folder::FolderTransport::new(self.folders(today), catalogue))),
            Way::WebApi => Ok(Arc::new(web_api::WebApi::new(self.web()?)?)),
        }
    }

    /// The folders as their transport takes them.
    pub fn folders(&self, today: Date) -> folder::Settings {
        let week_ago = today.saturating_sub(jiff::Span::new().days(7));
        folder::Settings {
            req: self.req.clone(),
            res: self.res.clone(),
            face: self.face.clone(),
            families: self.families.clone(),
            remove_answers: self.remove_answers,
            remove_faces: self.remove_faces,
            faces_since: Some(self.since.map_or(today, |since| since.max(week_ago))),
            allow_provisional: self.allow_provisional,
            ..folder::Settings::below(Path::new(""))
        }
    }

    fn web(&self) -> Result<web_api::Settings, Trouble> {
        let web = &self.web_api;
        let unusable = Trouble { place: Place::WebApi, kind: TroubleKind::Certificate };
        let identity = match web.identity.as_str() {
            "" => None,
            text => {
                let bytes = BASE64.decode(text).map_err(|_| unusable)?;
                Some((bytes, web.passphrase.clone().into()))
            }
        };
        let refresh = (!web.refresh_path.is_empty()).then(|| web_api::Refresh {
            path: web.refresh_path.clone(),
            token: web.refresh_token.clone(),
            field: web.refresh_field.clone(),
        });
        let sign_in = (!web.sign_in_path.is_empty()).then(|| web_api::SignIn {
            path: web.sign_in_path.clone(),
            fields: web
                .sign_in_fields
                .iter()
                .map(|(field, value)| (field.clone(), value.clone().into()))
                .collect(),
            token: web.token.clone(),
            refresh,
            life: Duration::from_secs(u64::from(web.token_seconds)),
        });
        Ok(web_api::Settings {
            base_url: web.base_url.clone(),
            path: web.path.clone(),
            header: (web.header.clone(), web.header_value.clone()),
            sign_in,
            identity,
            roots: web.roots.clone().into_bytes(),
            connect_timeout: Duration::from_secs(10),
            answer_timeout: Duration::from_secs(60),
            largest: 64 << 20,
            allow_provisional: self.allow_provisional,
        })
    }

    /// Every folder that is set, once.
    pub fn paths(&self) -> Vec<&Path> {
        let mut all: Vec<&Path> = vec![&self.req, &self.res, &self.face];
        all.extend(self.families.values().flat_map(|(req, res)| [req.as_path(), res.as_path()]));
        all.retain(|path| !path.as_os_str().is_empty());
        all.sort_unstable();
        all.dedup();
        all
    }
}
