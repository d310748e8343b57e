//! Pages and API of Kompass.
