//! What keeps a folder from being used, from what the operating system says.

use super::{Place, Trouble, TroubleKind};
use crate::catalogue::Folder;
use std::io;

pub(crate) fn trouble(folder: Folder, error: &io::Error) -> Trouble {
    Trouble { place: Place::Folder(folder), kind: kind(error) }
}

pub(crate) fn kind(error: &io::Error) -> TroubleKind {
    use io::ErrorKind::*;
    match error.kind() {
        NotFound | NotADirectory => TroubleKind::Missing,
        PermissionDenied | ReadOnlyFilesystem => TroubleKind::Denied,
        StorageFull | QuotaExceeded => TroubleKind::Full,
        ResourceBusy | ExecutableFileBusy => TroubleKind::Locked,
        NotConnected
        | ConnectionRefused
        | ConnectionReset
        | ConnectionAborted
        | HostUnreachable
        | NetworkUnreachable
        | NetworkDown
        | TimedOut
        | StaleNetworkFileHandle
        | BrokenPipe => TroubleKind::Unreachable,
        _ => {
            let code = error.raw_os_error();
            let known = if cfg!(windows) { code.and_then(on_windows) } else { code.and_then(on_linux) };
            known.unwrap_or(TroubleKind::Other)
        }
    }
}

/// What Windows says of a share.
fn on_windows(code: i32) -> Option<TroubleKind> {
    Some(match code {
        // Sharing and lock violation.
        32 | 33 => TroubleKind::Locked,
        // Wrong, expired or locked account of the share: the usual end of a terminal's local password.
        86 | 1219 | 1326..=1331 | 1385 | 1396 | 1907 | 1909 => TroubleKind::Denied,
        // The host, its network or the name of the share.
        51..=55 | 58 | 59 | 64 | 65 | 67 | 121 | 1203 | 1222 | 1231 | 1232 | 1236 | 2250 => {
            TroubleKind::Unreachable
        }
        112 => TroubleKind::Full,
        _ => return None,
    })
}

/// What Linux says of a mounted share beyond the kinds that the library names.
fn on_linux(code: i32) -> Option<TroubleKind> {
    Some(match code {
        // EIO, EHOSTDOWN, ESTALE.
        5 | 112 | 116 => TroubleKind::Unreachable,
        // ENOKEY, EKEYEXPIRED, EKEYREVOKED, EKEYREJECTED: the account of the share.
        126..=129 => TroubleKind::Denied,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trouble_has_a_name() {
        for (code, kind) in [
            (32, TroubleKind::Locked),
            (1330, TroubleKind::Denied),
            (1326, TroubleKind::Denied),
            (53, TroubleKind::Unreachable),
            (64, TroubleKind::Unreachable),
            (112, TroubleKind::Full),
        ] {
            assert_eq!(on_windows(code), Some(kind), "{code}");
        }
        assert_eq!(on_windows(0), None);
        assert_eq!(
            (on_linux(127), on_linux(116)),
            (Some(TroubleKind::Denied), Some(TroubleKind::Unreachable))
        );
        for (error, of) in [
            (io::ErrorKind::NotFound, TroubleKind::Missing),
            (io::ErrorKind::PermissionDenied, TroubleKind::Denied),
            (io::ErrorKind::StorageFull, TroubleKind::Full),
            (io::ErrorKind::ResourceBusy, TroubleKind::Locked),
            (io::ErrorKind::TimedOut, TroubleKind::Unreachable),
            (io::ErrorKind::InvalidData, TroubleKind::Other),
        ] {
            assert_eq!(kind(&error.into()), of, "{error}");
        }
    }
}
