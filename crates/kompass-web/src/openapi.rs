//! The OpenAPI 3.1 document, made from the table of routes and the JSON Schemas of the types that are really read and
//! written.

use crate::route::{Guard, Kind, Method, Route};
use schemars::Schema;
use serde_json::{Map, Value, json};

/// The document of a table: what programs may call.
pub fn document(table: &[Route]) -> Value {
    let mut paths = Map::new();
    let mut definitions = Map::new();
    for route in table {
        let Kind::Api(request, response) = route.kind else { continue };
        let request = request.map(|schema| hoisted(schema(), &mut definitions));
        let response = hoisted(response(), &mut definitions);
        let path = paths.entry(route.path).or_insert_with(|| json!({}));
        path[method(route.method)] = operation(route, request, response);
    }
    definitions.insert("Problem".to_owned(), problem());
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Kompass",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Evaluations of how a municipality is led and governed. Each call needs a session; what a \
                caller may not see looks as if it were not there.",
            "license": { "name": "EUPL-1.2", "identifier": "EUPL-1.2" }
        },
        "paths": paths,
        "components": {
            "schemas": definitions,
            "securitySchemes": {
                "session": { "type": "apiKey", "in": "cookie", "name": crate::visit::SESSION }
            }
        },
        "security": [{ "session": [] }]
    })
}

fn operation(route: &Route, request: Option<Value>, response: Value) -> Value {
    let parameters: Vec<Value> = parameters(route.path)
        .map(|name| {
            json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } })
        })
        .chain((route.method != Method::Get).then(|| {
            json!({
                "name": crate::csrf::HEADER, "in": "header", "required": true, "schema": { "type": "string" },
                "description": "the token that /api/v1/me gives"
            })
        }))
        .collect();
    let mut operation = json!({
        "operationId": operation_id(route),
        "summary": route.summary,
        "description": needs(route.guard),
        "parameters": parameters,
        "responses": {
            "200": { "description": "done", "content": { "application/json": { "schema": response } } },
            "default": {
                "description": "not done; says why",
                "content": {
                    "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } }
                }
            }
        }
    });
    if let Some(request) = request {
        operation["requestBody"] =
            json!({ "required": true, "content": { "application/json": { "schema": request } } });
    }
    operation
}

/// The schema, with its definitions moved to where all schemas share them.
fn hoisted(schema: Schema, definitions: &mut Map<String, Value>) -> Value {
    let mut schema = schema.to_value();
    if let Some(Value::Object(own)) =
        schema.as_object_mut().and_then(|schema| schema.remove("$defs"))
    {
        for (name, mut definition) in own {
            refer(&mut definition);
            definitions.insert(name, definition);
        }
    }
    if let Some(schema) = schema.as_object_mut() {
        schema.remove("$schema");
    }
    refer(&mut schema);
    schema
}

fn refer(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            if let Some(Value::String(to)) = fields.get_mut("$ref") {
                *to = to.replace("#/$defs/", "#/components/schemas/");
            }
            fields.values_mut().for_each(refer);
        }
        Value::Array(items) => items.iter_mut().for_each(refer),
        _ => {}
    }
}

fn parameters(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
}

fn operation_id(route: &Route) -> String {
    let path = route
        .path
        .trim_start_matches("/api/v1/")
        .replace(['{', '}'], "")
        .replace(['/', '-', '.'], "_");
    format!("{}_{path}", method(route.method))
}

fn method(method: Method) -> &'static str {
    match method {
        Method::Get => "get",
        Method::Post => "post",
        Method::Delete => "delete",
    }
}

fn needs(guard: Guard) -> String {
    format!("Needs the right to {:?} {:?} of {:?}.", guard.action, guard.resource, guard.scope)
}

fn problem() -> Value {
    json!({
        "description": "RFC 9457",
        "type": "object",
        "required": ["type", "title", "status", "detail", "operation"],
        "properties": {
            "type": { "type": "string" },
            "title": { "type": "string" },
            "status": { "type": "integer" },
            "detail": { "type": "string" },
            "operation": { "type": "string", "description": "names the request in the log" },
            "problems": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["place", "message", "remedy"],
                    "properties": {
                        "code": { "type": "string" },
                        "place": { "type": "string" },
                        "message": { "type": "string" },
                        "remedy": { "type": "string" }
                    }
                }
            }
        }
    })
}
