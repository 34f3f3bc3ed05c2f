//! What a template is given, described by the code that gives it: names, kinds, and the words of their docs.

/// What a value is.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// A text, escaped by the template unless its name says `html`.
    Text,
    /// A whole number.
    Number,
    /// True or false.
    Flag,
    /// One of a few words; the names of variants, which templates see in lower case.
    Choice(&'static [&'static str]),
    /// A list.
    List(&'static Self),
    /// Something, or `none`.
    Optional(&'static Self),
    /// A structure.
    Structure(&'static Structure),
}

/// A structure and its fields.
#[derive(Debug)]
pub struct Structure {
    /// Its name in the code.
    pub name: &'static str,
    /// What it is, a line a text.
    pub about: &'static [&'static str],
    /// Its fields, in order.
    pub fields: &'static [Field],
}

/// A field of a structure.
#[derive(Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it is, a line a text.
    pub about: &'static [&'static str],
    /// What kind of value.
    pub shape: Shape,
}

/// A type that templates are given. Structures and enumerations get it from `#[derive(Describe!)]`.
pub trait Described {
    /// What it is.
    const SHAPE: Shape;
}

/// A type that has fields: what a whole template is given.
pub trait Fields {
    /// Its fields.
    const STRUCTURE: &'static Structure;
}

impl Shape {
    /// The structure inside, for one that may be absent too.
    pub const fn structure(self) -> Option<&'static Structure> {
        match self {
            Self::Structure(structure) => Some(structure),
            Self::Optional(inner) => inner.structure(),
            _ => None,
        }
    }

    /// The structure that this is, is a list of, or may be.
    pub const fn innermost(self) -> Option<&'static Structure> {
        match self {
            Self::Structure(structure) => Some(structure),
            Self::Optional(inner) | Self::List(inner) => inner.innermost(),
            _ => None,
        }
    }

    /// The kind in words: `text`, `list of Link`, `Day or none`.
    pub fn words(self) -> String {
        match self {
            Self::Text => "text".to_owned(),
            Self::Number => "number".to_owned(),
            Self::Flag => "true or false".to_owned(),
            Self::Choice(variants) => {
                let words: Vec<_> =
                    variants.iter().map(|word| format!("`{}`", word.to_lowercase())).collect();
                format!("one of {}", words.join(", "))
            }
            Self::List(inner) => format!("list of {}", inner.words()),
            Self::Optional(inner) => format!("{} or none", inner.words()),
            Self::Structure(structure) => structure.name.to_owned(),
        }
    }
}

impl Structure {
    /// The field of that name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

macro_rules! plain {
    ($shape:ident: $($type:ty),*) => {
        $(impl Described for $type {
            const SHAPE: Shape = Shape::$shape;
        })*
    };
}

plain!(Text: String, &'static str);
plain!(Number: u8, u32, u64, usize);
plain!(Flag: bool);

impl<T: Described> Described for Vec<T> {
    const SHAPE: Shape = Shape::List(&T::SHAPE);
}

impl<T: Described> Described for Option<T> {
    const SHAPE: Shape = Shape::Optional(&T::SHAPE);
}

/// The text of an attribute `doc`; nothing for others.
macro_rules! doc_of {
    (doc = $text:literal) => {
        $text
    };
    ($($other:tt)*) => {
        ""
    };
}

/// Describes a structure or an enumeration by its own source: `#[derive(Serialize, Describe!)]`.
macro_rules! Describe {
    (
        $(#[$($outer:tt)*])*
        $vis:vis struct $name:ident {
            $($(#[$($about:tt)*])* $field_vis:vis $field:ident: $type:ty),* $(,)?
        }
    ) => {
        impl $crate::theme::Fields for $name {
            const STRUCTURE: &'static $crate::theme::Structure = &$crate::theme::Structure {
                name: stringify!($name),
                about: &[$($crate::theme::doc_of!($($outer)*)),*],
                fields: &[$($crate::theme::Field {
                    name: stringify!($field),
                    about: &[$($crate::theme::doc_of!($($about)*)),*],
                    shape: <$type as $crate::theme::Described>::SHAPE,
                }),*],
            };
        }

        impl $crate::theme::Described for $name {
            const SHAPE: $crate::theme::Shape =
                $crate::theme::Shape::Structure(<Self as $crate::theme::Fields>::STRUCTURE);
        }
    };
    (
        $(#[$($outer:tt)*])*
        $vis:vis enum $name:ident {
            $($(#[$($about:tt)*])* $variant:ident),* $(,)?
        }
    ) => {
        impl $crate::theme::Described for $name {
            const SHAPE: $crate::theme::Shape = $crate::theme::Shape::Choice(&[$(stringify!($variant)),*]);
        }
    };
}

pub(crate) use {Describe, doc_of};
