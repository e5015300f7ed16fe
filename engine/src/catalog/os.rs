//! Operating systems, as far as backups care.

/// What an operating system is, read from its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Os {
    /// Windows Server of a version that supports application-consistent backups (CON-51).
    Windows,
    /// Linux of such a distribution and version.
    Linux,
    /// Anything else.
    Other,
}

impl Os {
    /// The operating system with this name, such as `CentOS 7.9 64-bit`. Versions later than those listed count too: the
    /// list is of 2021 (CON-51).
    pub fn of(name: &str) -> Self {
        let lower = name.to_ascii_lowercase();
        let version = version(&lower);
        let since =
            |stem: &str, first: (u32, u32)| lower.starts_with(stem) && version.is_some_and(|found| found >= first);
        if since("windows server", (2012, 0)) {
            Self::Windows
        } else if since("centos", (7, 6)) || since("ubuntu", (18, 4)) || since("alibaba cloud linux", (2, 0)) {
            Self::Linux
        } else {
            Self::Other
        }
    }

    /// Whether Cloud Assistant can prepare a backup on it; it is installed by itself where it is missing (CON-50).
    pub fn runs_cloud_assistant(self) -> bool {
        self != Self::Other
    }
}

/// The first number of a name with its fraction: 7 and 9 of `centos 7.9 64-bit`.
fn version(name: &str) -> Option<(u32, u32)> {
    let word = name.split_whitespace().find(|word| word.starts_with(|first: char| first.is_ascii_digit()))?;
    let mut parts = word.split('.').map(|part| part.parse::<u32>().ok());
    Some((parts.next()??, parts.next().flatten().unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn con_51_supported_systems() {
        for (name, os) in [
            ("Windows Server 2019 Datacenter", Os::Windows),
            ("Windows Server 2012 R2", Os::Windows),
            ("Windows Server 2008", Os::Other),
            ("CentOS 7.9 64-bit", Os::Linux),
            ("CentOS 7.5", Os::Other),
            ("CentOS 8.0", Os::Linux),
            ("Ubuntu 22.04", Os::Linux),
            ("Ubuntu 16.04", Os::Other),
            ("Alibaba Cloud Linux 3", Os::Linux),
            ("FreeBSD 13", Os::Other),
            ("", Os::Other),
        ] {
            assert_eq!(Os::of(name), os, "{name}");
        }
    }
}
