//! POSIX message queues, of one message of one byte.

use exitspec::Need;

pub(crate) use here::Queue;

/// Message queues, if the running system has them.
pub(crate) const QUEUES: Need = Need {
    name: "message-queues",
    probe: || {
        let name = super::named::own_name("probe");
        Queue::open(&name, true)
            .and_then(|_| Queue::unlink(&name))
            .map_err(|error| format!("mq_open fails: {}", error.desc()))
    },
};

#[cfg(any(target_os = "linux", target_os = "freebsd", target_os = "netbsd"))]
mod here {
    use std::ffi::CStr;

    use nix::errno::Errno;

    /// A message queue that is open, and stays so.
    #[derive(Clone, Copy)]
    pub(crate) struct Queue(libc::mqd_t);

    impl Queue {
        /// `mq_open`, without blocking; creates it, exclusively, if asked to.
        pub(crate) fn open(name: &CStr, create: bool) -> nix::Result<Queue> {
            let mode: libc::c_uint = 0o600;
            // SAFETY: zeroes are valid numbers.
            let mut attributes: libc::mq_attr = unsafe { std::mem::zeroed() };
            attributes.mq_maxmsg = 1;
            attributes.mq_msgsize = 1;
            let flags = libc::O_RDWR | libc::O_NONBLOCK;
            let queue = match create {
                // SAFETY: the name is a C string, and mode and attributes follow as the flags demand.
                true => unsafe {
                    libc::mq_open(
                        name.as_ptr(),
                        flags | libc::O_CREAT | libc::O_EXCL,
                        mode,
                        &raw mut attributes,
                    )
                },
                // SAFETY: the name is a C string.
                false => unsafe { libc::mq_open(name.as_ptr(), flags) },
            };
            // A number here, a pointer there: -1 either way when it failed.
            match queue as isize {
                -1 => Err(Errno::last()),
                _ => Ok(Queue(queue)),
            }
        }

        /// `mq_send` of one byte.
        pub(crate) fn send(self, byte: u8) -> nix::Result<()> {
            let message = [byte];
            // SAFETY: the queue is open, and the message as long as said.
            Errno::result(unsafe { libc::mq_send(self.0, message.as_ptr().cast(), 1, 0) }).map(drop)
        }

        /// `mq_receive` of one byte.
        pub(crate) fn receive(self) -> nix::Result<u8> {
            let mut message = [0];
            // SAFETY: the queue is open, and there is room for its largest message.
            Errno::result(unsafe {
                libc::mq_receive(self.0, message.as_mut_ptr().cast(), 1, std::ptr::null_mut())
            })
            .map(|_| message[0])
        }

        /// `mq_unlink`.
        pub(crate) fn unlink(name: &CStr) -> nix::Result<()> {
            // SAFETY: the name is a C string.
            Errno::result(unsafe { libc::mq_unlink(name.as_ptr()) }).map(drop)
        }
    }
}

#[cfg(not(any(target_os = "linux", target_os = "freebsd", target_os = "netbsd")))]
mod here {
    use std::ffi::CStr;

    use nix::errno::Errno;

    /// No such thing here: it cannot be opened.
    #[derive(Clone, Copy)]
    pub(crate) struct Queue(());

    impl Queue {
        pub(crate) fn open(_: &CStr, _: bool) -> nix::Result<Queue> {
            Err(Errno::ENOSYS)
        }

        pub(crate) fn send(self, _: u8) -> nix::Result<()> {
            let Queue(()) = self;
            Err(Errno::ENOSYS)
        }

        pub(crate) fn receive(self) -> nix::Result<u8> {
            let Queue(()) = self;
            Err(Errno::ENOSYS)
        }

        pub(crate) fn unlink(_: &CStr) -> nix::Result<()> {
            Err(Errno::ENOSYS)
        }
    }
}
