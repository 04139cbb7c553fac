//! How does somebody without pages get something to look at?

use crate::{refusal::Refusal, site::Site};
use axum::{extract::State, http::StatusCode};
use std::sync::Arc;

/// Makes the sample case where the case should be; never over a file that is there.
pub(crate) async fn make(State(site): State<Arc<Site>>) -> Result<StatusCode, Refusal> {
    if site.case.exists() {
        return Err(Refusal::Misasked("There is a case already; the sample is made only where there is none.".into()));
    }
    let made = tokio::task::spawn_blocking(move || (site.world.make_sample)(&site.case)).await;
    match made {
        Ok(Ok(())) => Ok(StatusCode::CREATED),
        Ok(Err(reason)) => Err(Refusal::Broken(reason)),
        Err(panic) => Err(Refusal::Broken(panic.to_string())),
    }
}
