//! Makes a response of what the other components say.

use example::users::auth::{Refusal, Role, authenticate};
use example::users::profiles::{Profile, lookup};
use exports::example::users::api::{Guest, Response};

wit_bindgen::generate!({ path: "../../wit", world: "response-formatter" });

struct ResponseFormatter;

export!(ResponseFormatter);

impl Guest for ResponseFormatter {
    fn whoami(token: String) -> Response {
        let user = match authenticate(&token) {
            Ok(user) => user,
            Err(refusal) => return response(401, refused(refusal)),
        };
        match lookup(&user) {
            Some(profile) => response(200, describe(&profile)),
            None => response(404, format!("user {} has no profile", user.id)),
        }
    }
}

fn response(status: u16, body: impl Into<String>) -> Response {
    Response {
        status,
        body: body.into(),
    }
}

fn refused(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::MissingToken => "a token is needed",
        Refusal::UnknownToken => "nobody has this token",
    }
}

fn describe(profile: &Profile) -> String {
    let role = match &profile.user.role {
        Role::Guest => "a guest".to_owned(),
        Role::Member(year) => format!("a member since {year}"),
        Role::Admin(areas) => format!("an admin of {}", areas.join(" and ")),
    };
    match &profile.city {
        Some(city) => format!("{} from {city}, {role}", profile.name),
        None => format!("{}, {role}", profile.name),
    }
}
