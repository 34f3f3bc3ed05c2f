//! Counts by key.

use std::hash::Hash;

use foldhash::{HashMap, HashMapExt};

/// How often each key was met.
#[derive(Debug, Clone)]
pub(super) struct Counter<K>(HashMap<K, u64>);

/// The same for a handful of keys, which are compared faster than hashed.
#[derive(Debug, Clone)]
pub(super) struct Few<K>(Vec<(K, u64)>);

impl<K> Default for Few<K> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: PartialEq> Few<K> {
    pub(super) fn add(&mut self, key: K) {
        self.add_many(key, 1);
    }

    fn add_many(&mut self, key: K, count: u64) {
        match self.0.iter_mut().find(|(known, _)| *known == key) {
            Some((_, known)) => *known += count,
            None => self.0.push((key, count)),
        }
    }

    pub(super) fn get(&self, key: &K) -> u64 {
        self.0.iter().find(|(known, _)| known == key).map_or(0, |(_, count)| *count)
    }

    pub(super) fn merge(&mut self, other: Self) {
        for (key, count) in other.0 {
            self.add_many(key, count);
        }
    }
}

impl<K> Default for Counter<K> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<K: Eq + Hash + Ord + Clone> Counter<K> {
    pub(super) fn add(&mut self, key: K) {
        self.add_many(key, 1);
    }

    pub(super) fn add_many(&mut self, key: K, count: u64) {
        *self.0.entry(key).or_default() += count;
    }

    pub(super) fn get(&self, key: &K) -> u64 {
        self.0.get(key).copied().unwrap_or_default()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn total(&self) -> u64 {
        self.0.values().sum()
    }

    pub(super) fn merge(&mut self, other: Self) {
        if self.0.is_empty() {
            *self = other;
            return;
        }
        for (key, count) in other.0 {
            self.add_many(key, count);
        }
    }

    /// Most first; of equals the first in order.
    pub(super) fn ranked(&self) -> Vec<(K, u64)> {
        let mut ranked: Vec<_> = self.0.iter().map(|(key, count)| (key.clone(), *count)).collect();
        ranked.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        ranked
    }

    /// In the order of the keys.
    pub(super) fn sorted(&self) -> Vec<(K, u64)> {
        let mut sorted: Vec<_> = self.0.iter().map(|(key, count)| (key.clone(), *count)).collect();
        sorted.sort_by(|a, b| a.0.cmp(&b.0));
        sorted
    }
}
