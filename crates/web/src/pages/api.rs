//! What do programs get?

use super::Asked;
use crate::site::Site;
use axum::{
    extract::{Path, Query, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use std::sync::Arc;

/// Answers a question of the API; the same table describes it.
pub(crate) async fn answer(
    State(site): State<Arc<Site>>,
    Path(path): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    if path == "openapi.json" {
        return ([(header::CONTENT_TYPE, "application/json")], api::description().to_string()).into_response();
    }
    let reply = api::ask(&site.case, &format!("/{path}"), &asked);
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let body = (status, [(header::CONTENT_TYPE, reply.media)], reply.body.to_string());
    match reply.location {
        Some(location) => ([(header::LOCATION, location)], body).into_response(),
        None => body.into_response(),
    }
}
