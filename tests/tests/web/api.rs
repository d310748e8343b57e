//! The API: its description, and that every answer is as described.

use super::fixture::{Fixture, Person};
use super::harness::{Client, TestApp, on_both_apps};
use axum::http::{Method, StatusCode};
use kompass_core::evaluation::State;
use kompass_web::route::Kind;
use kompass_web::{openapi, routes};
use serde_json::{Value, json};
use uuid::Uuid;

#[test]
fn the_description_is_as_it_was_reviewed() {
    let mut document = openapi::document(routes::table());
    document["info"]["version"] = "[version]".into();
    insta::assert_json_snapshot!("openapi", document);
}

#[test]
fn every_answer_is_as_described() {
    on_both_apps(async |test: &TestApp| {
        let document = openapi::document(routes::table());
        for state in [State::Scoring, State::Consensus, State::Delivered] {
            let fixture = Fixture::make(test, |evaluation| evaluation.state = state).await;
            for route in routes::table().iter().filter(|route| matches!(route.kind, Kind::Api(..)))
            {
                for person in [Person::Lead, Person::Coordinator, Person::Administrator] {
                    let (mut client, session) = fixture.client_with_session(test, person).await;
                    let csrf =
                        client.get("/api/v1/me").await.json()["csrf"].as_str().unwrap().to_owned();
                    let path = route
                        .path
                        .replace("{organisation}", &fixture.own.0.to_string())
                        .replace("{evaluation}", &fixture.evaluation.to_string())
                        .replace("{session}", &session.unwrap().id.to_string());
                    let method = format!("{:?}", route.method).to_uppercase();
                    let answer =
                        client.script(method.parse().unwrap(), &path, &csrf, &json!({})).await;
                    let method = method.to_lowercase();
                    let described = &document["paths"][route.path][&method]["responses"];
                    let schema = if answer.status == StatusCode::OK {
                        assert_eq!(answer.header("content-type"), "application/json");
                        &described["200"]["content"]["application/json"]["schema"]
                    } else {
                        let refused =
                            [StatusCode::FORBIDDEN, StatusCode::NOT_FOUND].contains(&answer.status);
                        assert!(refused, "{path} as {person}: {}", answer.status);
                        assert_eq!(answer.header("content-type"), "application/problem+json");
                        &described["default"]["content"]["application/problem+json"]["schema"]
                    };
                    let wrong = misfit(&document, schema, &answer.json(), path.clone());
                    assert_eq!(wrong, None, "{person}: {}", answer.text());
                }
            }
        }
    });
}

#[test]
fn a_misfit_is_found() {
    let document = openapi::document(routes::table());
    let schema = json!({ "$ref": "#/components/schemas/Problem" });
    let good = json!({ "type": "about:blank", "title": "t", "status": 404, "detail": "d", "operation": "o" });
    assert_eq!(misfit(&document, &schema, &good, String::new()), None);
    for (field, value) in
        [("title", Value::Null), ("status", json!("404")), ("problems", json!([{ "place": "" }]))]
    {
        let mut bad = good.clone();
        bad[field] = value;
        assert!(misfit(&document, &schema, &bad, String::new()).is_some(), "{field}");
    }
    let mut more = good;
    more["secret"] = json!(1);
    assert!(
        misfit(&document, &schema, &more, String::new()).is_some(),
        "a field that is not described"
    );
}

#[test]
fn a_program_sees_and_ends_its_sessions() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        let mut one = fixture.client(test, Person::Lead).await;
        let (mut two, second) = fixture.client_with_session(test, Person::Lead).await;
        let sessions = one.get("/api/v1/me/sessions").await.json();
        let here: Vec<_> =
            sessions.as_array().unwrap().iter().map(|it| it["here"].as_bool().unwrap()).collect();
        assert_eq!((here.len(), here.iter().filter(|it| **it).count()), (2, 1));

        let path = format!("/api/v1/me/sessions/{}", second.unwrap().id);
        let forged = one.script(Method::DELETE, &path, "", &json!({})).await;
        assert_eq!(forged.status, StatusCode::FORBIDDEN, "without the token");
        assert_eq!(forged.header("content-type"), "application/problem+json");
        let csrf = csrf(&mut one).await;
        let mut stranger = fixture.client(test, Person::Evaluator).await;
        let own = self::csrf(&mut stranger).await;
        assert_eq!(
            stranger.script(Method::DELETE, &path, &own, &json!({})).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            one.script(Method::DELETE, &path, &csrf, &json!({})).await.status,
            StatusCode::OK
        );
        assert_eq!(
            one.script(Method::DELETE, &path, &csrf, &json!({})).await.status,
            StatusCode::NOT_FOUND
        );
        let out = two.get("/api/v1/me").await;
        assert_eq!(out.status, StatusCode::UNAUTHORIZED);
        assert_eq!(out.json()["status"], 401);
    });
}

#[test]
fn what_is_others_is_as_if_it_were_not_there() {
    on_both_apps(async |test: &TestApp| {
        let fixture = Fixture::make(test, |_| {}).await;
        let mut lead = fixture.client(test, Person::Lead).await;
        for part in ["", "/progress"] {
            let (other, nil) = (fixture.other_evaluation, Uuid::nil());
            let others = lead.get(&format!("/api/v1/evaluations/{other}{part}")).await;
            let missing = lead.get(&format!("/api/v1/evaluations/{nil}{part}")).await;
            assert_eq!(others.status, StatusCode::NOT_FOUND, "{part}");
            let without = |answer: &Value, id: Uuid| {
                let mut answer = answer.clone();
                answer["operation"] = Value::Null;
                answer.to_string().replace(&id.to_string(), "ID")
            };
            assert_eq!(without(&others.json(), other), without(&missing.json(), nil), "{part}");
        }
        let mine = lead.get("/api/v1/evaluations").await.json();
        let ids: Vec<_> = mine
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["id"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(ids, [fixture.evaluation.to_string()]);
        assert_eq!(lead.get("/api/v1/evaluations/x").await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            lead.get("/api/v1/evaluations/x").await.header("content-type"),
            "application/problem+json"
        );
    });
}

async fn csrf(client: &mut Client) -> String {
    client.get("/api/v1/me").await.json()["csrf"].as_str().unwrap().to_owned()
}

/// Where a value is not as its schema says: a field that is missing, is not described or is of another type.
fn misfit(document: &Value, schema: &Value, value: &Value, at: String) -> Option<String> {
    if let Some(name) = schema["$ref"].as_str() {
        let definition = document.pointer(name.trim_start_matches('#'));
        return misfit(
            document,
            definition.unwrap_or_else(|| panic!("{name} is not there")),
            value,
            at,
        );
    }
    for choice in ["anyOf", "oneOf"] {
        if let Some(of) = schema[choice].as_array() {
            let fits = of.iter().any(|one| misfit(document, one, value, at.clone()).is_none());
            return (!fits).then(|| format!("{at}: {value} is none of {choice}"));
        }
    }
    if let Some(only) = schema.get("const") {
        return (only != value).then(|| format!("{at}: {value} is not {only}"));
    }
    if let Some(of) = schema["enum"].as_array() {
        return (!of.contains(value)).then(|| format!("{at}: {value} is not listed"));
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        _ => panic!("{at}: a schema without a type: {schema}"),
    };
    let fits = types.iter().any(|it| match *it {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("{at}: the type {other}"),
    });
    if !fits {
        return Some(format!("{at}: {value} is no {types:?}"));
    }
    match value {
        Value::Array(items) => items.iter().enumerate().find_map(|(index, item)| {
            misfit(document, &schema["items"], item, format!("{at}[{index}]"))
        }),
        Value::Object(fields) => {
            let required =
                schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
            if let Some(missing) = required.into_iter().find(|name| !fields.contains_key(*name)) {
                return Some(format!("{at}.{missing} is missing"));
            }
            fields.iter().find_map(|(name, field)| {
                let described = schema["properties"]
                    .get(name)
                    .or_else(|| schema.get("additionalProperties").filter(|it| it.is_object()));
                match described {
                    Some(schema) => misfit(document, schema, field, format!("{at}.{name}")),
                    None => Some(format!("{at}.{name} is not described")),
                }
            })
        }
        _ => None,
    }
}
