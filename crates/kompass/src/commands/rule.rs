//! The options that choose a rule of comparison.

use crate::args::Rule;
use crate::commands::word;
use anyhow::Result;
use kompass_app::result::{GroupQuestion, Question};
use kompass_core::comparison::{Repeat, Window};
use kompass_core::{Error, Problem};

/// What the options ask for.
pub fn question(rule: &Rule) -> Result<Question> {
    Ok(Question {
        origins: rule.origin.iter().map(|text| word("--origin", text)).collect::<Result<_>>()?,
        bases: rule.basis.iter().map(|text| word("--basis", text)).collect::<Result<_>>()?,
        versions: rule.version.clone(),
        window: window(&rule.window)?,
        repeat: Some(match rule.repeat.as_str() {
            "every" => Repeat::Every,
            "latest" => Repeat::LatestPerMunicipality,
            other => return Err(wrong("--repeat", other, "every or latest")),
        }),
        include_own: rule.include_own,
        statistic: None,
        group: Some(match rule.group.as_str() {
            "all" => GroupQuestion::All,
            "first-timers" => GroupQuestion::FirstTimers,
            "size" => GroupQuestion::OwnSize,
            "skr" => GroupQuestion::OwnSkrGroup,
            "similar" => GroupQuestion::Similar,
            codes
                if codes.split(',').all(|code| {
                    code.len() == 4 && code.bytes().all(|byte| byte.is_ascii_digit())
                }) =>
            {
                GroupQuestion::Codes(codes.split(',').map(str::to_owned).collect())
            }
            other => {
                return Err(wrong(
                    "--group",
                    other,
                    "all, first-timers, size, skr, similar, or codes of four digits by comma",
                ));
            }
        }),
    })
}

fn window(text: &str) -> Result<Option<Window>> {
    let unknown = || wrong("--window", text, "all, version, latest:N, or two years: 2021-2022");
    Ok(match text.split_once([':', '-']) {
        None if text == "all" => Some(Window::All),
        None if text == "version" => None,
        Some(("latest", count)) => {
            Some(Window::Latest { count: count.parse().map_err(|_| unknown())? })
        }
        Some((from, to)) => Some(Window::Years {
            from: from.parse().map_err(|_| unknown())?,
            to: to.parse().map_err(|_| unknown())?,
        }),
        None => return Err(unknown()),
    })
}

fn wrong(option: &str, given: &str, known: &str) -> anyhow::Error {
    Error::invalid(Problem::new(option, format!("{given:?} is not known"), format!("use {known}")))
        .into()
}
