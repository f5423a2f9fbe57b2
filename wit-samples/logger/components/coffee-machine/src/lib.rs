//! Makes coffee and logs what it does.

use example::logging::log::{self, Level};
use exports::example::logging::coffee::Guest;

wit_bindgen::generate!({ path: "../../wit", world: "coffee-machine" });

/// Cups that the full tank is enough for.
const TANK: u8 = 4;

/// The number of the fault that the tank is empty.
const TANK_EMPTY: u16 = 17;

struct CoffeeMachine;

export!(CoffeeMachine);

impl Guest for CoffeeMachine {
    fn brew(cups: u8) -> Vec<String> {
        log::write(&Level::Debug, "heating the water");
        for cup in 1..=cups.min(TANK) {
            log::write(&Level::Info, &format!("cup {cup} is ready"));
            if cup == TANK {
                let advice = "refill the tank".to_owned();
                log::write(&Level::Warning(advice), "that was the last water");
            }
        }
        if cups > TANK {
            let missing = cups - TANK;
            let message = format!("no water for {missing} of {cups} cups");
            log::write(&Level::Error(TANK_EMPTY), &message);
        }
        log::lines()
    }
}
