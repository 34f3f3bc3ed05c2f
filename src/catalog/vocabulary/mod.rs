//! udata's vocabularies: licences, frequencies, formats and their families.
