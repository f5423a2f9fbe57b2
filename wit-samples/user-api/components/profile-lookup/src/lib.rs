//! Knows what users have told about themselves.

use exports::example::users::profiles::{Guest, Profile, User};

wit_bindgen::generate!({ path: "../../wit", world: "profile-lookup" });

struct ProfileLookup;

export!(ProfileLookup);

impl Guest for ProfileLookup {
    fn lookup(user: User) -> Option<Profile> {
        let (name, city) = match user.id {
            1 => ("Ada", Some("London")),
            2 => ("Tim", None),
            _ => return None,
        };
        Some(Profile {
            user,
            name: name.to_owned(),
            city: city.map(str::to_owned),
        })
    }
}
