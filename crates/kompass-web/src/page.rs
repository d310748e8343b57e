//! The frame that all pages share, and how a template becomes an answer.

use crate::app::App;
use crate::asset;
use crate::autosave;
use crate::csrf;
use crate::error::{Answer, Failure};
use crate::form::Form;
use crate::kpi;
use crate::section::Frame;
use crate::visit::Visit;
use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use kompass_app::access::{self, Caller, Scope, Who};
use kompass_core::access::{Action, Resource, may, may_in};
use kompass_core::format;
use kompass_core::i18n::{Texts, texts};
use kompass_core::{Error, Lang, Problem, Result, local};

/// What a handler gets: who calls, from where, in which language, and how to make a page.
pub(crate) struct Shell {
    /// The server.
    pub(crate) app: App,
    /// The request's circumstances.
    pub(crate) visit: Visit,
}

/// What the frame of a page shows; every template of a page has one.
#[derive(Clone)]
pub(crate) struct Page {
    /// Texts in the language of the page.
    pub(crate) t: &'static Texts,
    /// The `h1`, and the first part of the title.
    pub(crate) heading: String,
    /// Where the page is: links from the start page down, without the page itself.
    pub(crate) crumbs: Vec<Link>,
    /// What a page within an evaluation has above its heading.
    pub(crate) frame: Option<Frame>,
    /// The main places of the product that this caller may go to.
    pub(crate) places: Vec<Link>,
    /// Who is signed in with an account; empty for anybody else.
    pub(crate) person: String,
    /// How many notices the person has not read.
    pub(crate) unread: u64,
    /// What was just done, to be read first.
    pub(crate) done: Option<String>,
    /// Token for the forms of the page.
    pub(crate) csrf: String,
    /// Idempotency key for the forms of the page.
    pub(crate) key: String,
    /// Names the person in the storage of the browser, for forms that save while they are filled in.
    pub(crate) owner: String,
    /// Path and query of the page.
    pub(crate) here: String,
    /// Names the request in the log.
    pub(crate) operation: String,
    /// Addresses of style sheet, script and icon.
    pub(crate) style: &'static str,
    pub(crate) script: &'static str,
    pub(crate) icon: &'static str,
}

/// A link with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link {
    /// Words.
    pub(crate) label: String,
    /// Address.
    pub(crate) href: String,
    /// True if the page is here, or under it.
    pub(crate) here: bool,
}

impl Link {
    /// A link that leads elsewhere.
    pub(crate) fn to(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into(), here: false }
    }
}

impl Shell {
    /// The shell of a visit.
    pub(crate) fn new(app: &App, visit: Visit) -> Self {
        Self { app: app.clone(), visit }
    }

    /// Who calls.
    pub(crate) fn caller(&self) -> &Caller {
        &self.visit.caller
    }

    /// The language of the page.
    pub(crate) fn lang(&self) -> Lang {
        self.visit.caller.lang
    }

    /// The texts of the page.
    pub(crate) fn texts(&self) -> &'static Texts {
        texts(self.lang())
    }

    /// The frame of a page with this heading.
    ///
    /// # Errors
    /// [`Error::Unavailable`] if the system gives no randomness.
    pub(crate) fn page(&self, heading: impl Into<String>) -> Result<Page> {
        let t = self.texts();
        Ok(Page {
            t,
            heading: heading.into(),
            crumbs: Vec::new(),
            frame: None,
            places: self.places(t),
            person: match self.visit.caller.who {
                Who::Account(_) => self.visit.caller.name.clone(),
                _ => String::new(),
            },
            unread: self.visit.unread,
            done: self.done(t),
            csrf: csrf::token(&self.visit)?,
            key: uuid::Uuid::now_v7().to_string(),
            owner: autosave::owner(&self.app.installation, &self.visit),
            here: self.visit.here.clone(),
            operation: self.visit.operation.clone(),
            style: asset::STYLE.path(),
            script: asset::SCRIPT.path(),
            icon: asset::ICON.path(),
        })
    }

    /// A page with one form and nothing else: the answer to an input that was refused has status 422.
    pub(crate) fn form_page(&self, page: Page, lead: impl Into<String>, form: Form) -> Response {
        let status =
            if form.has_errors() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        let mut response = html(&FormPage { page, lead: lead.into(), form });
        *response.status_mut() = status;
        response
    }

    /// A moment as the page writes it.
    pub(crate) fn moment(&self, moment: Timestamp) -> String {
        format::moment(self.lang(), local::clock(moment))
    }

    /// The value of a parameter of the query.
    pub(crate) fn query(&self, name: &str) -> Option<String> {
        let (_, query) = self.visit.here.split_once('?')?;
        let mut pairs = url::form_urlencoded::parse(query.as_bytes());
        pairs.find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    }

    /// Where to go on after signing in: only ever a page of ours.
    pub(crate) fn next(&self) -> String {
        self.query("next").filter(|next| is_local(next)).unwrap_or_else(|| "/".to_owned())
    }

    /// What was just done; the address names a text, it never carries one.
    fn done(&self, t: &Texts) -> Option<String> {
        let name = self.query("done")?;
        t.get(&format!("done-{name}"), &[])
    }

    /// True if one of the caller's roles there may do this. It decides what is offered; the guard decides what is done.
    pub(crate) fn may(&self, resource: Resource, action: Action, scope: &Scope<'_>) -> bool {
        access::roles(self.caller(), scope).into_iter().any(|role| match scope {
            Scope::Evaluation(head) => may_in(role, resource, action, head.state, head.kind),
            _ => may(role, resource, action),
        })
    }

    fn places(&self, t: &Texts) -> Vec<Link> {
        let caller = self.caller();
        let figures = Link::to(t.place_key_figures(), kpi::PLACE);
        if !matches!(caller.who, Who::Account(_)) {
            return self.placed(vec![figures]);
        }
        let may_manage = self.may(Resource::Organisations, Action::Read, &Scope::Installation);
        let own =
            caller.grants.memberships.iter().map(|(organisation, _)| *organisation).find(|id| {
                self.may(Resource::Organisation, Action::Read, &Scope::Organisation(*id))
            });
        let mut places = vec![Link::to(t.place_evaluations(), "/evaluations"), figures];
        if may_manage {
            places.push(Link::to(t.place_organisations(), "/organisations"));
            places.push(Link::to(t.place_administrators(), "/administrators"));
        } else if let Some(organisation) = own {
            places.push(Link::to(t.place_organisation(), format!("/organisations/{organisation}")));
        }
        self.placed(places)
    }

    /// The places, with the one where the page is.
    fn placed(&self, mut places: Vec<Link>) -> Vec<Link> {
        let path = self.visit.here.split('?').next().unwrap_or_default();
        for place in &mut places {
            place.here = path == place.href || path.starts_with(&format!("{}/", place.href));
        }
        places
    }
}

impl Page {
    /// The page with the way to it.
    #[must_use]
    pub(crate) fn under(mut self, crumbs: impl IntoIterator<Item = Link>) -> Self {
        self.crumbs = crumbs.into_iter().collect();
        self
    }

    /// The page further down than its crumbs say.
    #[must_use]
    pub(crate) fn under_more(mut self, crumbs: impl IntoIterator<Item = Link>) -> Self {
        self.crumbs.extend(crumbs);
        self
    }
}

/// With a capital, to begin a sentence.
pub(crate) fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// True if an address stays on this host: one slash, then no second one, no backslash and no control character.
pub(crate) fn is_local(address: &str) -> bool {
    address.starts_with('/')
        && !address.starts_with("//")
        && !address.contains('\\')
        && !address.chars().any(char::is_control)
}

/// A template as an answer.
pub(crate) fn html(template: &impl Template) -> Response {
    match template.render() {
        Ok(body) => {
            let media_type = HeaderValue::from_static("text/html; charset=utf-8");
            ([(header::CONTENT_TYPE, media_type)], body).into_response()
        }
        Err(error) => Failure::bare(Error::Internal(format!("a template failed: {error}"))),
    }
}

/// A template with a form in it: status 422 if something in the form is wrong.
pub(crate) fn html_or_wrong(template: &impl Template, wrong: bool) -> Response {
    let mut response = html(template);
    if wrong && response.status().is_success() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    response
}

/// Leads to another page and says there what was done (`done-…` in the texts).
pub(crate) fn done(to: &str, what: &str) -> Answer {
    let joint = if to.contains('?') { '&' } else { '?' };
    Ok(Redirect::to(&format!("{to}{joint}done={what}")).into_response())
}

/// The problems of an input that the person can mend on the same page; any other error goes on.
pub(crate) fn mendable(error: Error) -> Result<Vec<Problem>> {
    match error {
        Error::Invalid(problems) => Ok(problems),
        other => Err(other),
    }
}

#[derive(Template)]
#[template(path = "form.html")]
struct FormPage {
    page: Page,
    lead: String,
    form: Form,
}

impl FromRequestParts<App> for Shell {
    type Rejection = Response;

    async fn from_request_parts(
        parts: &mut Parts,
        app: &App,
    ) -> std::result::Result<Self, Response> {
        match parts.extensions.get::<Visit>() {
            Some(visit) => Ok(Self::new(app, visit.clone())),
            None => Err(Failure::bare(Error::Internal("a handler without a visit".to_owned()))),
        }
    }
}
