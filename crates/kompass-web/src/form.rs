//! Forms: fields with label, help and error, and what was typed. A refused form is shown again with everything in it,
//! except secrets.

use crate::error;
use crate::page::Page;
use kompass_core::Problem;
use kompass_core::i18n::Texts;
use std::borrow::Cow;

/// A form of a page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Form {
    /// Where it is sent.
    pub(crate) action: String,
    /// Words of its button.
    pub(crate) submit: String,
    /// Its fields in order.
    pub(crate) fields: Vec<Field>,
    /// Token and idempotency key of the page.
    pub(crate) csrf: String,
    /// As above.
    pub(crate) key: String,
    /// Where to go instead.
    pub(crate) cancel: Option<String>,
    /// True if the button does something that cannot be undone; then `consequence` says what.
    pub(crate) dangerous: bool,
    /// What happens, said above the button.
    pub(crate) consequence: String,
    /// For whom it saves while it is filled in; empty if it waits for the button.
    pub(crate) autosave: String,
    /// True if what is typed waits in the browser only, until it is sent.
    pub(crate) drafts: bool,
    /// Which of several forms with this action it is.
    pub(crate) draft_of: String,
    /// What is wrong but belongs to no field.
    pub(crate) errors: Vec<String>,
}

/// A field of a form.
#[derive(Debug, Clone, Default)]
pub(crate) struct Field {
    /// Its name in the request, and its id in the page.
    pub(crate) name: Cow<'static, str>,
    /// Its words.
    pub(crate) label: String,
    /// What helps to fill it in.
    pub(crate) help: String,
    /// What is in it.
    pub(crate) value: String,
    /// What kind of control it is.
    pub(crate) control: Control,
    /// What browsers fill in by themselves (`autocomplete` of HTML).
    pub(crate) autocomplete: &'static str,
    /// True if it may be left empty.
    pub(crate) optional: bool,
    /// Most characters; 0 for no limit.
    pub(crate) most: usize,
    /// What a line of text is offered to be chosen from; anything else may be written all the same.
    pub(crate) list: Vec<String>,
    /// What is wrong with it.
    pub(crate) error: String,
}

/// What kind of control a field is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum Control {
    /// One line.
    #[default]
    Text,
    /// A number, with decimals or without.
    Number,
    /// An address of mail.
    Email,
    /// A password; never shown again.
    Password,
    /// A code of digits; never shown again.
    Code,
    /// A day, ÅÅÅÅ-MM-DD.
    Date,
    /// A time of day, TT:MM.
    Time,
    /// Several lines.
    Lines,
    /// One of several: value and words.
    Choice(Vec<(String, String)>),
    /// One of several, all of them visible: value, words and help.
    Radios(Vec<(String, String, String)>),
    /// Any number of several, all of them visible, in groups. Each is sent under the name of the field.
    Checks(Vec<Checks>),
    /// Yes or no; yes is `on`.
    Check,
    /// Carried along unseen.
    Hidden,
}

/// Boxes that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Checks {
    /// What they have in common; empty if they are all there are.
    pub(crate) heading: String,
    /// Each box.
    pub(crate) boxes: Vec<CheckBox>,
}

/// A box of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CheckBox {
    /// What is sent.
    pub(crate) value: String,
    /// Its words.
    pub(crate) words: String,
    /// What helps to choose it.
    pub(crate) help: String,
    /// True if it is chosen.
    pub(crate) chosen: bool,
}

impl Form {
    /// A form of this page.
    pub(crate) fn new(page: &Page, action: impl Into<String>, submit: impl Into<String>) -> Self {
        Self {
            action: action.into(),
            submit: submit.into(),
            csrf: page.csrf.clone(),
            key: page.key.clone(),
            ..Self::default()
        }
    }

    /// With one more field.
    #[must_use]
    pub(crate) fn field(mut self, field: Field) -> Self {
        self.fields.push(field);
        self
    }

    /// With a way back.
    #[must_use]
    pub(crate) fn cancel(mut self, href: impl Into<String>) -> Self {
        self.cancel = Some(href.into());
        self
    }

    /// As something that cannot be undone.
    #[must_use]
    pub(crate) fn dangerous(mut self, consequence: impl Into<String>) -> Self {
        self.dangerous = true;
        self.consequence = consequence.into();
        self
    }

    /// As one that saves while it is filled in; the handler answers with [`Shell::saved`](crate::page::Shell::saved).
    #[must_use]
    pub(crate) fn autosaved(mut self, page: &Page) -> Self {
        self.autosave.clone_from(&page.owner);
        self
    }

    /// As one whose text waits in the browser until it is sent, since nobody is to read half of it. `of` tells forms with
    /// the same action apart.
    #[must_use]
    pub(crate) fn drafted(mut self, page: &Page, of: impl Into<String>) -> Self {
        (self.drafts, self.draft_of) = (true, of.into());
        self.autosaved(page)
    }

    /// With what is wrong, beside the fields it belongs to.
    #[must_use]
    pub(crate) fn wrong(mut self, problems: &[Problem], texts: &Texts) -> Self {
        for problem in problems {
            let words = error::words(problem, texts);
            match self.fields.iter_mut().find(|field| field.name == problem.place) {
                Some(field) => field.error = words,
                None => self.errors.push(words),
            }
        }
        self
    }

    /// True if something is wrong.
    pub(crate) fn has_errors(&self) -> bool {
        !self.errors.is_empty() || self.fields.iter().any(|field| !field.error.is_empty())
    }
}

impl Field {
    /// A field of one line.
    pub(crate) fn text(name: impl Into<Cow<'static, str>>, label: impl Into<String>) -> Self {
        Self { name: name.into(), label: label.into(), ..Self::default() }
    }

    /// A number.
    pub(crate) fn number(name: impl Into<Cow<'static, str>>, label: impl Into<String>) -> Self {
        Self { control: Control::Number, most: 12, ..Self::text(name, label) }
    }

    /// An address of mail.
    pub(crate) fn email(name: &'static str, label: impl Into<String>) -> Self {
        Self { control: Control::Email, autocomplete: "email", ..Self::text(name, label) }
    }

    /// A password that is known (`current-password`) or made (`new-password`).
    pub(crate) fn password(
        name: &'static str,
        label: impl Into<String>,
        autocomplete: &'static str,
    ) -> Self {
        Self { control: Control::Password, autocomplete, ..Self::text(name, label) }
    }

    /// A code of digits.
    pub(crate) fn code(name: &'static str, label: impl Into<String>) -> Self {
        Self { control: Control::Code, autocomplete: "one-time-code", ..Self::text(name, label) }
    }

    /// Several lines.
    pub(crate) fn lines(name: &'static str, label: impl Into<String>) -> Self {
        Self { control: Control::Lines, ..Self::text(name, label) }
    }

    /// A day.
    pub(crate) fn date(name: &'static str, label: impl Into<String>) -> Self {
        Self { control: Control::Date, ..Self::text(name, label) }
    }

    /// A time of day.
    pub(crate) fn time(name: &'static str, label: impl Into<String>) -> Self {
        Self { control: Control::Time, ..Self::text(name, label) }
    }

    /// One of several.
    pub(crate) fn choice(
        name: &'static str,
        label: impl Into<String>,
        of: Vec<(String, String)>,
    ) -> Self {
        Self { control: Control::Choice(of), ..Self::text(name, label) }
    }

    /// One of several, all visible.
    pub(crate) fn radios(
        name: &'static str,
        label: impl Into<String>,
        of: Vec<(String, String, String)>,
    ) -> Self {
        Self { control: Control::Radios(of), ..Self::text(name, label) }
    }

    /// Any number of several, in groups.
    pub(crate) fn checks(
        name: &'static str,
        label: impl Into<String>,
        groups: Vec<Checks>,
    ) -> Self {
        Self { control: Control::Checks(groups), ..Self::text(name, label) }
    }

    /// Any number of several: what is sent, its words, and whether it is chosen.
    pub(crate) fn boxes(
        name: &'static str,
        label: impl Into<String>,
        of: impl IntoIterator<Item = (String, String, bool)>,
    ) -> Self {
        let boxes = of.into_iter().map(|(value, words, chosen)| CheckBox {
            value,
            words,
            help: String::new(),
            chosen,
        });
        Self::checks(name, label, vec![Checks { heading: String::new(), boxes: boxes.collect() }])
    }

    /// Yes or no.
    pub(crate) fn check(name: &'static str, label: impl Into<String>) -> Self {
        Self { control: Control::Check, optional: true, ..Self::text(name, label) }
    }

    /// Carried along.
    pub(crate) fn hidden(name: &'static str, value: impl Into<String>) -> Self {
        Self { control: Control::Hidden, optional: true, ..Self::text(name, "") }.value(value)
    }

    /// With this in it.
    #[must_use]
    pub(crate) fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// With help under the label.
    #[must_use]
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// That may be left empty.
    #[must_use]
    pub(crate) fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// With words to choose from while one writes.
    #[must_use]
    pub(crate) fn list(mut self, list: Vec<String>) -> Self {
        self.list = list;
        self
    }

    /// With a limit of characters.
    #[must_use]
    pub(crate) fn most(mut self, most: usize) -> Self {
        self.most = most;
        self
    }

    /// The ids of help and error, for `aria-describedby`.
    pub(crate) fn described_by(&self) -> String {
        let help = (!self.help.is_empty()).then(|| format!("{}-help", self.name));
        let error = (!self.error.is_empty()).then(|| format!("{}-error", self.name));
        help.into_iter().chain(error).collect::<Vec<_>>().join(" ")
    }

    /// The type of an `input`.
    pub(crate) fn input_type(&self) -> &'static str {
        match self.control {
            Control::Email => "email",
            Control::Password => "password",
            Control::Date => "date",
            Control::Time => "time",
            Control::Hidden => "hidden",
            _ => "text",
        }
    }
}
