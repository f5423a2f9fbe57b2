//! Knows who a token belongs to.

use exports::example::users::auth::{Guest, Refusal, Role, User};

wit_bindgen::generate!({ path: "../../wit", world: "authenticator" });

struct Authenticator;

export!(Authenticator);

impl Guest for Authenticator {
    fn authenticate(token: String) -> Result<User, Refusal> {
        match token.as_str() {
            "" => Err(Refusal::MissingToken),
            "token-ada" => Ok(User {
                id: 1,
                role: Role::Admin(vec!["billing".to_owned(), "support".to_owned()]),
            }),
            "token-tim" => Ok(User {
                id: 2,
                role: Role::Member(2019),
            }),
            "token-eve" => Ok(User {
                id: 3,
                role: Role::Guest,
            }),
            _ => Err(Refusal::UnknownToken),
        }
    }
}
