//! 検査 codes: the imported list of designated items, and which codes the laboratory's items were once given.

use crate::{
    Read, Result, Topic, Write,
    row::{Row, stored_time},
};
use domain::core6::{
    code::{Code, CodeSystem},
    lab_item::item_key,
};

const CODE_GET: &str = include_str!("code_get.sql");
const CODE_ADD: &str = include_str!("code_add.sql");
const CODES_CLEAR: &str = include_str!("codes_clear.sql");
const CODES_COUNT: &str = include_str!("codes_count.sql");
const CODES_OF: &str = include_str!("codes_of.sql");
const ITEM_GET: &str = include_str!("item_get.sql");
const ITEMS: &str = include_str!("items.sql");
const ITEM_ADD: &str = include_str!("item_add.sql");
const ITEM_CODE_ADD: &str = include_str!("item_code_add.sql");
const ITEM_CODES_CLEAR: &str = include_str!("item_codes_clear.sql");
const ITEM_DELETE: &str = include_str!("item_delete.sql");

/// One code of the imported list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabCode {
    /// One of the four systems of designated items.
    pub system: CodeSystem,
    /// The JLAC code.
    pub code: String,
    /// FHIR識別名.
    pub name: String,
    /// 材料.
    pub specimen: String,
    /// 測定法.
    pub method: String,
}

/// A laboratory's item with the codes that somebody gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabItemCodes {
    /// The item as the laboratory names it.
    pub name: String,
    /// 材料; may be empty.
    pub specimen: String,
    /// Its codes.
    pub codes: Vec<Code>,
}

impl Read<'_> {
    /// The code of the list, if it is on it.
    pub fn lab_code(&self, system: CodeSystem, code: &str) -> Result<Option<LabCode>> {
        self.one("lab_code", CODE_GET, (system.as_str(), code), read)
    }

    /// Every code of the list for a FHIR識別名.
    pub fn lab_codes_of(&self, name: &str) -> Result<Vec<LabCode>> {
        self.all("lab_code", CODES_OF, (name,), read)
    }

    /// How many codes the list has; 0 before the first import.
    pub fn lab_codes_count(&self) -> Result<u32> {
        Ok(self.one("lab_code", CODES_COUNT, (), |row| row.get("rows"))?.unwrap_or(0))
    }

    /// The codes that this item was once given; empty when it was not.
    pub fn lab_item_codes(&self, name: &str, specimen: &str) -> Result<Vec<Code>> {
        self.codes_of_item(&item_key(name, specimen))
    }

    /// Every item that was once given codes, by name.
    pub fn lab_items(&self) -> Result<Vec<LabItemCodes>> {
        let heads = self.all("lab_item", ITEMS, (), |row| {
            Ok((row.get::<String>("item_key")?, row.get("name")?, row.get("specimen")?))
        })?;
        heads
            .into_iter()
            .map(|(key, name, specimen)| {
                Ok(LabItemCodes { name, specimen, codes: self.codes_of_item(&key)? })
            })
            .collect()
    }

    fn codes_of_item(&self, key: &str) -> Result<Vec<Code>> {
        self.all("lab_item_code", ITEM_GET, (key,), |row| {
            Ok(Code {
                system: row.parsed("system", CodeSystem::parse)?,
                code: row.get("code")?,
                display: row.get("display")?,
            })
        })
    }
}

impl Write<'_> {
    /// Puts a new list in the place of the old one. The same list twice changes nothing.
    pub fn lab_codes_replace(&self, codes: &[LabCode]) -> Result<()> {
        self.touch(Topic::Chart);
        self.run(CODES_CLEAR, ())?;
        for code in codes {
            let LabCode { system, code, name, specimen, method } = code;
            self.run(CODE_ADD, (system.as_str(), code, name, specimen, method))?;
        }
        Ok(())
    }

    /// Remembers the codes of an item, in the place of what was remembered before; no codes forgets it.
    pub fn lab_item_remember(&self, name: &str, specimen: &str, codes: &[Code]) -> Result<()> {
        self.touch(Topic::Chart);
        let key = item_key(name, specimen);
        self.run(ITEM_CODES_CLEAR, (&key,))?;
        if codes.is_empty() {
            self.run(ITEM_DELETE, (&key,))?;
            return Ok(());
        }
        self.run(ITEM_ADD, (&key, name, specimen, stored_time(self.now()), self.who().code()))?;
        for (place, code) in (0u32..).zip(codes) {
            self.run(ITEM_CODE_ADD, (&key, place, code.system.as_str(), &code.code, &code.display))?;
        }
        Ok(())
    }
}

fn read(row: &Row<'_>) -> Result<LabCode> {
    Ok(LabCode {
        system: row.parsed("system", CodeSystem::parse)?,
        code: row.get("code")?,
        name: row.get("name")?,
        specimen: row.get("specimen")?,
        method: row.get("method")?,
    })
}
