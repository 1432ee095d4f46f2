//! The screens and the api table over HTTP on loopback, for browser tests and machines without a display.

use anyhow::Context;
use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
    routing::{get, post},
};
use fumibako::{Desk, Error};
use serde_json::Value;
use std::{convert::Infallible, net::Ipv4Addr, path::Path, sync::Arc};
use tokio::sync::broadcast;
use tokio_stream::{Stream, StreamExt, wrappers::BroadcastStream};
use tower_http::{services::ServeDir, set_header::SetResponseHeaderLayer};

const CSP: &str = "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; connect-src 'self'; \
                   object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// A received document of the largest size, in base64.
const LARGEST_CALL: usize = 64 * 1024 * 1024;

#[derive(Clone)]
struct House {
    desk: Arc<Desk>,
    token: Arc<str>,
    changes: broadcast::Sender<String>,
}

#[derive(serde::Deserialize)]
struct Call {
    name: String,
    arg: Value,
}

/// Serves until the process is told to end.
pub fn serve(desk: Desk, ui: &Path, port: u16) -> anyhow::Result<()> {
    let index = ui.join("index.html");
    anyhow::ensure!(index.is_file(), "{} is missing: build the screens first", index.display());
    let (changes, _) = broadcast::channel(64);
    let feed = changes.clone();
    desk.on_changed(move |topics| {
        let topics: Vec<&str> = topics.iter().map(|topic| topic.as_str()).collect();
        // Nobody may be listening just now.
        let _ = feed.send(serde_json::json!(topics).to_string());
    });
    let token: Arc<str> = uuid::Uuid::new_v4().simple().to_string().into();
    desk.run_relay(&format!("fumibako dev serve ({})", std::process::id()));
    let desk = Arc::new(desk);
    let house = House { desk: desk.clone(), token: token.clone(), changes };
    let api = Router::new()
        .route("/api/call", post(call))
        .route("/api/changes", get(follow))
        .layer(DefaultBodyLimit::max(LARGEST_CALL))
        .layer(middleware::from_fn_with_state(house.clone(), guard))
        .with_state(house);
    let csp =
        SetResponseHeaderLayer::overriding(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CSP));
    let app = api.fallback_service(ServeDir::new(ui)).layer(csp);
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async move {
        let listener =
            tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.context("no port is free")?;
        crate::tell::line(format_args!("http://{}/#token={token}", listener.local_addr()?))?;
        axum::serve(listener, app).with_graceful_shutdown(end(desk)).await?;
        anyhow::Ok(())
    })
}

async fn end(desk: Arc<Desk>) {
    crate::ended().await;
    // Open change feeds would keep the server for ever.
    tokio::spawn(async move {
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        // Only this task is left; it may wait.
        desk.rest();
        std::process::exit(0);
    });
}

/// Only who holds the token of this start may ask.
async fn guard(State(house): State<House>, request: Request, next: Next) -> Response {
    let given = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    match given.and_then(|value| value.strip_prefix("Bearer ")) {
        Some(token) if token == &*house.token => next.run(request).await,
        _ => StatusCode::UNAUTHORIZED.into_response(),
    }
}

async fn call(State(house): State<House>, Json(call): Json<Call>) -> Response {
    let answer = tokio::task::spawn_blocking(move || house.desk.call(&call.name, call.arg)).await;
    match answer.unwrap_or_else(|panic| Err(Error::bug(panic).shown())) {
        Ok(value) => Json(value).into_response(),
        Err(error) => (StatusCode::UNPROCESSABLE_ENTITY, Json(error)).into_response(),
    }
}

async fn follow(State(house): State<House>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let feed = BroadcastStream::new(house.changes.subscribe());
    let events = feed.filter_map(|topics| topics.ok().map(|topics| Ok(Event::default().data(topics))));
    Sse::new(events).keep_alive(KeepAlive::default())
}
