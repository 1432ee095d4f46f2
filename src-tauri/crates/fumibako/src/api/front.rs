//! Before anybody is chosen: first run, opening the store, choosing who one is.

use super::{
    clinic::{DoctorForm, InstitutionForm, StaffShown},
    common::{Code, DateShown},
    wire,
};
use domain::staff::Permission;

wire! {
    /// Which door the front end stands at.
    #[derive(Copy)]
    #[serde(rename_all = "snake_case")]
    pub enum Door {
        /// No store yet: first run.
        Setup,
        /// The store is there and needs the recovery passphrase.
        Locked,
        /// The store cannot be opened at all; `trouble` says why.
        Closed,
        /// The store is open and nobody is chosen.
        Choose,
        /// The store is open and somebody is chosen.
        Open,
    }

    /// Everything that the frame of the window needs.
    pub struct Front {
        /// Where we stand.
        pub door: Door,
        /// Why the store is closed or locked, with the arguments of the code.
        pub trouble: Option<Code>,
        /// Arguments of `trouble`.
        pub trouble_args: Vec<String>,
        /// The clinic's name, once the store is open.
        pub clinic: String,
        /// Who is chosen.
        pub staff: Option<StaffShown>,
        /// Who may be chosen.
        pub choices: Vec<StaffShown>,
        /// Today.
        pub today: DateShown,
        /// The folder of the store.
        pub place: String,
        /// The program's version.
        pub version: String,
        /// Whether this is the demonstration with fictional patients.
        pub demo: bool,
        /// Whether the key is kept by the computer, so that no passphrase is asked for at start.
        pub key_kept: bool,
        /// Whether the host can open a PDF in a viewer.
        pub can_print: bool,
        /// What whoever is chosen may do: the words of `needs` in the table of calls.
        pub may: Vec<Permission>,
        /// Size of letters on screen in per cent, as chosen by this person; before anybody is chosen, as last chosen
        /// here.
        pub text_size: i32,
    }

    /// First run.
    pub struct Setup {
        /// The clinic.
        pub institution: InstitutionForm,
        /// The first doctor.
        pub doctor: DoctorForm,
    }

    /// The recovery sheet. The passphrase is shown once; it cannot be asked for again.
    pub struct RecoverySheet {
        /// The passphrase in groups.
        pub passphrase: String,
        /// The clinic.
        pub clinic: String,
        /// The day on which the sheet was made.
        pub made_on: DateShown,
    }

    /// A size of letters on screen.
    pub struct TextSize {
        /// Per cent, 100–200.
        pub percent: i32,
    }

    /// A passphrase as typed.
    pub struct Passphrase {
        /// As typed.
        pub passphrase: String,
    }
}
