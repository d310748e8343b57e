//! The real router, driven in-process on both engines: pages, forms, API, and who may do what.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod web {
    mod account;
    mod action;
    mod answer;
    mod api;
    mod archive;
    mod autosave;
    mod blindness;
    mod compare;
    mod consensus;
    mod document;
    mod evaluation;
    mod evidence;
    mod fact_check;
    mod fixture;
    mod frame;
    mod generator;
    mod hardening;
    mod harness;
    mod interview;
    mod judgement;
    mod kpi;
    mod link;
    mod live;
    mod mail;
    mod matrix;
    mod nodes;
    mod note;
    mod notice;
    mod operations;
    mod organisation;
    mod outcome;
    mod passkey;
    mod person;
    mod planning;
    mod published;
    mod record;
    mod report;
    mod review;
    mod search;
    mod secrecy;
    mod self_assessment;
    mod self_image;
    mod since_last;
    mod start;
    mod steps;
    mod supplement;
    mod writing;
}
