//! Who uses the program and what they may do.

use crate::{id::StaffId, words::words};

words! {
    /// The trade of a member of staff (職種).
    pub enum Role {
        /// Signs documents.
        Doctor = "doctor", "医師";
        /// Enters 6情報.
        Nurse = "nurse", "看護師";
        /// Reception: writes drafts, prints.
        Clerk = "clerk", "事務";
        /// Looks after the program itself.
        Manager = "manager", "管理者";
    }

    /// What a call needs of the person who makes it.
    pub enum Permission {
        /// Nothing: the call works before anybody is chosen.
        Nobody = "nobody", "だれでも";
        /// Read.
        View = "view", "閲覧";
        /// Write charts and drafts.
        Write = "write", "入力";
        /// Finalize, amend and withdraw documents.
        Sign = "sign", "確定";
        /// Change the clinic's own data and staff.
        Manage = "manage", "設定";
    }
}

impl Role {
    /// Whether somebody of this trade may do it. A clinic whose doctor is alone must never be locked out, so a
    /// doctor may do everything.
    pub fn may(self, permission: Permission) -> bool {
        match permission {
            Permission::Nobody | Permission::View => true,
            Permission::Write => self != Role::Manager,
            Permission::Sign => self == Role::Doctor,
            Permission::Manage => matches!(self, Role::Doctor | Role::Manager),
        }
    }
}

/// A member of staff. Never deleted, only set inactive: the audit names them for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    /// Id.
    pub id: StaffId,
    /// Raised by one at every change.
    pub version: u32,
    /// The name that colleagues use.
    pub name: String,
    /// Trade.
    pub role: Role,
    /// Whether the person may be chosen at start.
    pub active: bool,
}
