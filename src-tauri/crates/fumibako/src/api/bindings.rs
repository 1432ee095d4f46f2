//! TypeScript for the table: every wire type once, the interface `Api`, permissions and cache topics.

use super::{ApiError, CALLS};
use crate::topic::Topic;
use std::{any::TypeId, collections::BTreeMap, collections::BTreeSet};
use ts_rs::{Config, TS, TypeVisitor};

/// Walks the types of the table and keeps each declaration once.
pub struct Collector {
    config: Config,
    seen: BTreeSet<TypeId>,
    declarations: BTreeMap<String, String>,
}

impl Collector {
    fn new() -> Self {
        Self { config: Config::new(), seen: BTreeSet::new(), declarations: BTreeMap::new() }
    }

    /// Keeps the declaration of `T` and of all that it holds.
    pub fn see<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        if T::output_path().is_some() {
            let docs = T::docs().unwrap_or_default();
            let declaration = format!("{docs}export {}\n", T::decl(&self.config));
            self.declarations.insert(T::ident(&self.config), declaration);
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

impl TypeVisitor for Collector {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        self.see::<T>();
    }
}

/// The whole file `ui/src/api/bindings.ts`.
pub fn typescript() -> String {
    let mut collector = Collector::new();
    collector.see::<ApiError>();
    for call in CALLS {
        (call.visit)(&mut collector);
    }
    let mut out = String::from(
        "// Made from the api table: `cargo xtask bindings`. Do not edit.\n/* eslint-disable */\n\n",
    );
    for declaration in collector.declarations.values() {
        out.push_str(declaration);
        out.push('\n');
    }
    let words = |topics: &[Topic]| topics.iter().map(|topic| format!("\"{topic}\"")).collect::<Vec<_>>();
    out.push_str(&format!("export type Topic = {};\n\n", words(Topic::ALL).join(" | ")));
    out.push_str("export interface Api {\n");
    for call in CALLS {
        let (arg, ok) = (call.types)(&collector.config);
        out.push_str(&format!("  /** {} */\n", call.doc.trim()));
        out.push_str(&format!("  {}: {{ arg: {arg}; ok: {ok} }};\n", call.name));
    }
    out.push_str("}\n\n");
    out.push_str(
        "/** What each call needs of the person, which topics its answer shows and which it makes stale. */\n\
         export const CALLS: { readonly [K in keyof Api]: { needs: string; reads: readonly Topic[]; writes: readonly Topic[] } } = {\n",
    );
    for call in CALLS {
        out.push_str(&format!(
            "  {}: {{ needs: \"{}\", reads: [{}], writes: [{}] }},\n",
            call.name,
            call.needs,
            words(call.reads).join(", "),
            words(call.writes).join(", ")
        ));
    }
    out.push_str("};\n");
    out
}
