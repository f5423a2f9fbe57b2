//! Who may run now, who waits, and who is told to come back.

use std::collections::HashMap;
use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::config::Limits;
use crate::error::AppError;

/// Above this number of known addresses, those that run nothing are forgotten.
const CLIENTS: usize = 1024;

/// Where a request comes from; requests without an address count as one client.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Client(IpAddr);

impl<S: Sync> FromRequestParts<S> for Client {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let info = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let address = info.map(|ConnectInfo(address)| address.ip());
        Ok(Self(address.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))))
    }
}

/// The right to run; dropping it lets the next one in.
#[derive(Debug)]
pub(crate) struct Permit {
    _all: OwnedSemaphorePermit,
    _client: OwnedSemaphorePermit,
}

/// Gives out permits.
pub(crate) struct Admission {
    all: Arc<Semaphore>,
    per_client: usize,
    clients: Mutex<HashMap<IpAddr, Arc<Semaphore>>>,
    waiting: AtomicUsize,
    queue: usize,
    queue_time: Duration,
}

impl Admission {
    /// Nobody runs yet.
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            all: Arc::new(Semaphore::new(limits.runs)),
            per_client: limits.runs_per_client,
            clients: Mutex::default(),
            waiting: AtomicUsize::new(0),
            queue: limits.queue,
            queue_time: limits.queue_time,
        }
    }

    /// Waits for a turn; `Busy` when too many wait, or for too long.
    pub(crate) async fn enter(&self, client: Client) -> Result<Permit, AppError> {
        let semaphore = self.client(client);
        if let Some(permit) = self.enter_now(&semaphore) {
            return Ok(permit);
        }
        let _place = Place::take(&self.waiting, self.queue).ok_or(AppError::Busy)?;
        let turn = async {
            let client = semaphore.acquire_owned().await?;
            let all = self.all.clone().acquire_owned().await?;
            Ok(Permit {
                _all: all,
                _client: client,
            })
        };
        let turn = tokio::time::timeout(self.queue_time, turn).await;
        turn.map_err(|_| AppError::Busy)?
    }

    fn enter_now(&self, client: &Arc<Semaphore>) -> Option<Permit> {
        Some(Permit {
            _client: client.clone().try_acquire_owned().ok()?,
            _all: self.all.clone().try_acquire_owned().ok()?,
        })
    }

    fn client(&self, Client(address): Client) -> Arc<Semaphore> {
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        if clients.len() > CLIENTS {
            clients.retain(|_, semaphore| Arc::strong_count(semaphore) > 1);
        }
        let semaphore = clients.entry(address);
        semaphore
            .or_insert_with(|| Arc::new(Semaphore::new(self.per_client)))
            .clone()
    }
}

/// A place in the queue, given back when dropped.
struct Place<'a>(&'a AtomicUsize);

impl<'a> Place<'a> {
    fn take(waiting: &'a AtomicUsize, queue: usize) -> Option<Self> {
        let place = Self(waiting);
        (waiting.fetch_add(1, Ordering::Relaxed) < queue).then_some(place)
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
