//! From the text of a failure to its cause, the evidence for it, and what to do.
//!
//! | ask | with |
//! | --- | --- |
//! | what matters of a text of any length | [`text::sift`] |
//! | what it says of hosts, images, codes … | [`facts::read_facts`] |
//! | what is wrong | [`diagnose`] over [`causes::CAUSES`] |
//!
//! Wordings are data (`catalog/error-texts.csv`): each shows a *sign*. A cause is a file with its statement, the evidence
//! that it requires and the evidence that speaks against it; it looks at signs and facts, and asks
//! [`winfit_compat::verdict`] whether the image runs on the host. Nothing is forced: where no cause has its evidence,
//! there is none.

mod letters;
mod phrase;
mod redact;

pub mod cause;
pub mod causes;
pub mod facts;
pub mod text;

pub use cause::{Cause, Confidence, Found, diagnose};
pub use phrase::Phrases;
pub use redact::redact;
