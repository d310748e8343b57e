//! Mail: what a letter says, and how it gets to the server that takes it.

mod letter;
mod post;

pub use letter::{Item, Letter};
pub use post::{Envelope, Post, Unsent};

use crate::account::checked_email;
use crate::installation::Installation;
use kompass_core::i18n::texts;
use kompass_core::{Error, Lang, Result};
use uuid::Uuid;

/// Sends a letter that says that mail works, at once.
///
/// # Errors
/// No mail server is configured; [`EMAIL`](crate::reason::EMAIL); [`Error::Unavailable`] with what the server said.
pub async fn test(installation: &Installation, address: &str, lang: Lang) -> Result<()> {
    let (post, address) = (Post::of(&installation.config)?, checked_email(address)?);
    let t = texts(lang);
    let letter = Letter {
        lang,
        subject: t.mail_test_subject(),
        greeting: String::new(),
        paragraphs: vec![t.mail_test_text(installation.config.web.public_url.as_str())],
        items: Vec::new(),
        link: None,
        footer: Vec::new(),
    };
    let envelope =
        Envelope { id: Uuid::now_v7(), at: installation.now(), name: "", address: &address };
    post.send(&envelope, &letter).await.map_err(|unsent| Error::Unavailable(unsent.to_string()))
}

/// Whether the server takes a connection, with user and password if it wants them; what it is called. Sends nothing.
///
/// # Errors
/// [`Error::Unavailable`] with what is wrong and what to do.
pub async fn examine(installation: &Installation) -> Result<String> {
    let post = Post::of(&installation.config)?;
    post.greet().await.map_err(|unsent| Error::Unavailable(unsent.to_string()))?;
    Ok(post.name())
}
