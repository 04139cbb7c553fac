//! Which address shows what?

use crate::{asset, guard, kept, pages, review, site::Site};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware,
    routing::{get, post},
};
use std::{io, net::TcpListener, sync::Arc};

/// No request needs more.
const LARGEST_BODY: usize = 1 << 20;
/// Pages that are made side by side, so that a quick one need not wait for slow ones.
const SIDE_BY_SIDE: usize = 8;

/// Makes the router of a site; every route passes the guard, unknown ones too.
pub fn router(site: Arc<Site>) -> Router {
    Router::new()
        .route("/", get(pages::explore::page))
        .route("/map.json", get(pages::explore::map))
        .route("/suggest.json", get(pages::suggest::page))
        .route("/e/{id}", get(pages::event::page))
        .route("/e/{id}/compare", get(pages::compare::page))
        .route("/compare", get(pages::pair::page))
        .route("/d/{id}", get(pages::document::page))
        .route("/d/{id}/snapshot", get(pages::snapshot::page))
        .route("/d/{id}/raw", get(pages::snapshot::raw))
        .route("/actors", get(pages::actor::list))
        .route("/a/{id}", get(pages::actor::page))
        .route("/places", get(pages::place::list))
        .route("/p/{id}", get(pages::place::page))
        .route("/sources", get(pages::source::list))
        .route("/s/{name}", get(pages::source::page))
        .route("/documents", get(pages::document::list))
        .route("/review", get(review::page).post(review::answer))
        .route("/review/decide", post(review::decide))
        .route("/review/batch", get(review::batch))
        .route("/review/coding", get(review::coding::list).post(review::coding::step))
        .route("/review/coding/round", get(review::coding::round))
        .route("/review/coding/code", get(review::coding::code))
        .route("/review/coding/settle", get(review::coding::settle))
        .route("/review/log", get(review::journal))
        .route("/export", get(pages::export::page))
        .route("/sample", post(pages::sample::make))
        .route("/api/v1/decisions", get(pages::api::decisions).post(pages::api::decide))
        .route("/api/v1/{*path}", get(pages::api::answer))
        .route("/static/{name}", get(asset::asset))
        .fallback(pages::nowhere)
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(middleware::from_fn_with_state(Arc::clone(&site), pages::api::twin))
        .layer(middleware::from_fn_with_state(Arc::clone(&site), kept::answer))
        .layer(middleware::from_fn_with_state(Arc::clone(&site), guard::guard))
        .with_state(site)
}

/// Serves a site on a listening socket until Ctrl-C.
///
/// # Errors
/// When the socket cannot be used.
pub fn serve(listener: TcpListener, site: Arc<Site>) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(SIDE_BY_SIDE).enable_all().build()?;
    runtime.block_on(async move {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let ended = async { drop(tokio::signal::ctrl_c().await) };
        axum::serve(listener, router(site)).with_graceful_shutdown(ended).await
    })
}
