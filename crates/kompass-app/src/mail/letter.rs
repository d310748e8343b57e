//! What a letter says, once; as text and as a page with the same words. The page loads nothing and follows nobody.

use kompass_core::Lang;
use std::fmt::Write as _;

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its language.
    pub lang: Lang,
    /// What it is about.
    pub subject: String,
    /// How it begins; empty for nobody in particular.
    pub greeting: String,
    /// What it says.
    pub paragraphs: Vec<String>,
    /// What it lists.
    pub items: Vec<Item>,
    /// Where to go: what is there, and its address.
    pub link: Option<(String, String)>,
    /// Why it came, and how to get fewer.
    pub footer: Vec<String>,
}

/// Something that a letter lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub title: String,
    /// More about it; may be empty.
    pub text: String,
    /// Where it is; may be empty.
    pub address: String,
}

impl Letter {
    /// The letter as text.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut say = |paragraph: &str| {
            if !paragraph.is_empty() {
                let _ = write!(text, "{paragraph}\n\n");
            }
        };
        say(&self.greeting);
        self.paragraphs.iter().for_each(|paragraph| say(paragraph));
        for Item { title, text: more, address } in &self.items {
            let lines: Vec<&str> = [more, address].map(String::as_str).into();
            let lines: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
            say(&format!("* {title}\n  {}", lines.join("\n  ")));
        }
        if let Some((label, address)) = &self.link {
            say(&format!("{label}:\n{address}"));
        }
        if !self.footer.is_empty() {
            // Two hyphens and a space: what follows is no part of the message.
            let _ = write!(text, "-- \n{}\n", self.footer.join("\n"));
        }
        text
    }

    /// The letter as a page.
    pub fn html(&self) -> String {
        let mut body = String::new();
        let paragraph = |body: &mut String, text: &str| {
            if !text.is_empty() {
                let _ = writeln!(body, "<p>{}</p>", escaped(text));
            }
        };
        paragraph(&mut body, &self.greeting);
        self.paragraphs.iter().for_each(|text| paragraph(&mut body, text));
        if !self.items.is_empty() {
            body.push_str("<ul>\n");
            for Item { title, text, address } in &self.items {
                let title = match address.is_empty() {
                    true => format!("<strong>{}</strong>", escaped(title)),
                    false => linked(address, title),
                };
                let more =
                    if text.is_empty() { String::new() } else { format!("<br>{}", escaped(text)) };
                let _ = writeln!(body, "<li style=\"margin:0 0 12px\">{title}{more}</li>");
            }
            body.push_str("</ul>\n");
        }
        if let Some((label, address)) = &self.link {
            // The address is written out as well: where a link leads should be seen, and some programs show no links.
            let _ = writeln!(
                body,
                "<p>{}</p>\n<p style=\"overflow-wrap:anywhere\">{}</p>",
                linked(address, label),
                escaped(address)
            );
        }
        if !self.footer.is_empty() {
            let lines: Vec<String> = self.footer.iter().map(|line| escaped(line)).collect();
            let _ = writeln!(
                body,
                "<hr>\n<p style=\"font-size:14px;color:#4a4a4a\">{}</p>",
                lines.join("<br>\n")
            );
        }
        format!(
            "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n</head>\n\
             <body style=\"margin:0;padding:16px;font:16px/1.5 sans-serif;color:#1a1a1a;background:#ffffff\">\n\
             <main style=\"max-width:600px\">\n<h1 style=\"font-size:22px;line-height:1.3\">{title}</h1>\n{body}</main>\n\
             </body>\n</html>\n",
            lang = self.lang.code(),
            title = escaped(&self.subject),
        )
    }
}

fn linked(address: &str, label: &str) -> String {
    let style = "color:#0f4c4a;font-weight:bold";
    format!("<a href=\"{}\" style=\"{style}\">{}</a>", escaped(address), escaped(label))
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_text_in_both() {
        let letter = Letter {
            lang: Lang::Sv,
            subject: "<script>alert(1)</script>".to_owned(),
            greeting: "Hej \"Åsa\" & Bo!".to_owned(),
            paragraphs: vec!["<img src=x>".to_owned()],
            items: vec![Item {
                title: "<b>".to_owned(),
                text: "'".to_owned(),
                address: "https://kompass.example/\"onclick=\"".to_owned(),
            }],
            link: Some(("Öppna".to_owned(), "https://kompass.example/".to_owned())),
            footer: vec!["</body>".to_owned()],
        };
        let html = letter.html();
        for wrong in ["<script", "<img", "<b>", "onclick=\""] {
            assert!(!html.contains(wrong), "{wrong}: {html}");
        }
        assert_eq!(html.matches("</body>").count(), 1);
        let text = letter.text();
        assert!(text.starts_with("Hej \"Åsa\" & Bo!\n\n<img src=x>\n\n* <b>\n  '\n"), "{text}");
        assert!(text.contains("Öppna:\nhttps://kompass.example/\n"), "{text}");
    }
}
