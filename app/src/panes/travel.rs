//! Going from place to place.

use leptos::prelude::*;
use model::Location;

use super::{
    Screen,
    act::act,
    screen::{PhoneView, Place},
};
use crate::playground::Playground;

/// Opens the text of a place, of the workspace or of a bundled package, and selects it there.
pub fn go_to(playground: Playground, screen: Screen, place: Location) {
    let Location { path, span } = place;
    act(playground, async move {
        if let Err(fault) = playground.open_any(&path).await {
            screen.trail.update(|trail| trail.arrive());
            return Err(fault);
        }
        screen.phone.set(PhoneView::Code);
        screen.place.set(Some(Place { path, span }));
        Ok(())
    });
}
