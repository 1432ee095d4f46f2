//! JP-CLINS FHIR: from the clinic's words to the JSON that 電子カルテ情報共有サービス takes, and back.
//!
//! Here live: what a version of the guide calls things ([`profile`], read from `profiles/*.toml`), the rules for
//! identifiers, characters and times, one module per resource profile under [`resource`], [`bundle`], the
//! 5情報 ([`collection`]), the checker of any such JSON ([`check`]), its reader ([`read`]), and a written bundle for another
//! insurance ([`renew`]).
//!
//! Here may not live: files, clocks, networks, and the question which rows a document chooses (that is
//! `documents`). Elements that do not apply are absent, never empty; the order of fields is fixed, so that the
//! same letter gives the same bytes.

pub mod bundle;
pub mod check;
pub mod collection;
pub mod context;
pub mod decimal;
pub mod element;
pub mod identifier;
pub mod profile;
pub mod read;
pub mod renew;
pub mod resource;
pub mod text;
pub mod time;
