//! Values under keys.

use std::collections::BTreeMap;

/// Values under keys that are not empty.
pub struct Entries {
    /// What errors call it.
    name: String,
    values: BTreeMap<String, String>,
}

impl Entries {
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            values: BTreeMap::new(),
        }
    }

    pub fn get(&self, key: &str) -> Result<Option<String>, String> {
        self.check(key)?;
        Ok(self.values.get(key).cloned())
    }

    pub fn set(&mut self, key: String, value: String) -> Result<Option<String>, String> {
        self.check(&key)?;
        Ok(self.values.insert(key, value))
    }

    /// In alphabetical order.
    pub fn keys(&self) -> Vec<String> {
        self.values.keys().cloned().collect()
    }

    fn check(&self, key: &str) -> Result<(), String> {
        if key.is_empty() {
            return Err(format!("{} has no empty keys", self.name));
        }
        Ok(())
    }
}
