//! The real router, driven in-process on both engines: pages, forms, API, and who may do what.

mod web {
    mod blindness;
    mod fixture;
    mod frame;
    mod harness;
    mod matrix;
}
