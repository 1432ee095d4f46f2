//! Settings: named texts. What they mean is the core's business.

use crate::{Read, Result, Topic, Write};

const GET: &str = include_str!("get.sql");
const SET: &str = include_str!("set.sql");

impl Read<'_> {
    /// The setting of this name, if it was ever set.
    pub fn setting(&self, name: &str) -> Result<Option<String>> {
        self.one("setting", GET, (name,), |row| row.get("value"))
    }
}

impl Write<'_> {
    /// Sets it.
    pub fn setting_set(&self, name: &str, value: &str) -> Result<()> {
        self.run(SET, (name, value))?;
        self.touch(Topic::Settings);
        Ok(())
    }
}
