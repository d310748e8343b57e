use super::*;

fn held(subject: &str, quote: &str) -> Held {
    let (subject, quote) = (subject.to_owned(), quote.to_owned());
    Held { kind: Kind::Text, subject, quote, law: "OSL 39 kap. 2 §".to_owned() }
}

fn left(held: &[Held], place: &str, texts: &[&str]) -> Vec<String> {
    let said = |law: &str| format!("[{law}]");
    let mut own: Vec<String> = texts.iter().map(|it| (*it).to_owned()).collect();
    Texts::new(held, said).take_out(place, own.iter_mut().collect());
    own
}

#[test]
fn a_paragraph_goes_and_its_neighbours_stay() {
    let marks = [held("1.1", "Det är  hemligt.")];
    let text = "Öppet.\n\nDet är\nhemligt.\n\nÖppet igen.";
    assert_eq!(left(&marks, "1.1", &[text]), ["Öppet.\n\n[OSL 39 kap. 2 §]\n\nÖppet igen."]);
    assert_eq!(left(&marks, "1.2", &[text]), [text], "another place");
}

#[test]
fn what_was_rewritten_takes_the_whole_place() {
    let marks = [held("4", "Det är hemligt.")];
    let texts = ["Det är nog hemligt.", "", "En styrka."];
    assert_eq!(left(&marks, "4", &texts), ["[OSL 39 kap. 2 §]", "", "[OSL 39 kap. 2 §]"]);
    assert_eq!(left(&marks, "4", &["Bra.", "Det är hemligt."]), ["Bra.", "[OSL 39 kap. 2 §]"]);
}

#[test]
fn what_is_marked_twice_goes_once_and_a_comment_that_was_changed_takes_its_place() {
    let marks = [held("1.1", "Hemligt."), held("1.1", "Hemligt.")];
    assert_eq!(left(&marks, "1.1", &["Öppet.\n\nHemligt."]), ["Öppet.\n\n[OSL 39 kap. 2 §]"]);

    let comment = |place: &str, text: &str| Comment {
        place: place.to_owned(),
        text: text.to_owned(),
        answer: "Svar".to_owned(),
    };
    let mark = Held { kind: Kind::Comment, ..held("1.1", "Fel uppgift") };
    let after = |comments: &[Comment]| {
        let mut comments = comments.to_vec();
        Texts::new(std::slice::from_ref(&mark), |_| "[]".to_owned())
            .take_out_comments(&mut comments);
        comments.iter().map(|it| format!("{} {}", it.text, it.answer)).collect::<Vec<_>>()
    };
    let both = [comment("1.1", "Fel uppgift"), comment("1.1", "Annat")];
    assert_eq!(after(&both), ["[] ", "Annat Svar"]);
    let changed = [comment("1.1", "Fel uppgift!"), comment("1.1", "Annat"), comment("2", "Kvar")];
    assert_eq!(after(&changed), ["[] ", "[] ", "Kvar Svar"]);
}

#[test]
fn a_legal_ground_is_one_line() {
    assert_eq!(law(" OSL 39 kap. 2 § ").unwrap(), "OSL 39 kap. 2 §");
    for wrong in ["", "  ", "a\nb", &"x".repeat(201)] {
        assert_eq!(law(wrong).unwrap_err().code, "SE01");
    }
}
