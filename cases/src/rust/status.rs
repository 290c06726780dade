//! `rust/status`: every way to exit with a code, with codes that fit into eight bits and codes that do not.

use std::process::ExitCode;

use exitspec::{Case, Context, Finish};

use crate::sys;

/// The cases of `rust/status`.
pub(super) const CASES: &[Case] = &[
    // `exit`.
    Case::new("exit_0", exit::<0>),
    Case::new("exit_1", exit::<1>),
    Case::new("exit_2", exit::<2>),
    Case::new("exit_42", exit::<42>),
    Case::new("exit_101", exit::<101>),
    Case::new("exit_126", exit::<126>),
    Case::new("exit_127", exit::<127>),
    Case::new("exit_128", exit::<128>),
    Case::new("exit_137", exit::<137>),
    Case::new("exit_255", exit::<255>),
    Case::new("exit_256", exit::<256>),
    Case::new("exit_257", exit::<257>),
    Case::new("exit_511", exit::<511>),
    Case::new("exit_minus_1", exit::<{ -1 }>),
    Case::new("exit_int_min", exit::<{ i32::MIN }>),
    Case::new("exit_int_max", exit::<{ i32::MAX }>),
    // `_exit`.
    Case::new("_exit_0", _exit::<0>),
    Case::new("_exit_1", _exit::<1>),
    Case::new("_exit_2", _exit::<2>),
    Case::new("_exit_42", _exit::<42>),
    Case::new("_exit_101", _exit::<101>),
    Case::new("_exit_126", _exit::<126>),
    Case::new("_exit_127", _exit::<127>),
    Case::new("_exit_128", _exit::<128>),
    Case::new("_exit_137", _exit::<137>),
    Case::new("_exit_255", _exit::<255>),
    Case::new("_exit_256", _exit::<256>),
    Case::new("_exit_257", _exit::<257>),
    Case::new("_exit_511", _exit::<511>),
    Case::new("_exit_minus_1", _exit::<{ -1 }>),
    Case::new("_exit_int_min", _exit::<{ i32::MIN }>),
    Case::new("_exit_int_max", _exit::<{ i32::MAX }>),
    // `_Exit`.
    Case::new("c99_exit_0", c99_exit::<0>),
    Case::new("c99_exit_1", c99_exit::<1>),
    Case::new("c99_exit_2", c99_exit::<2>),
    Case::new("c99_exit_42", c99_exit::<42>),
    Case::new("c99_exit_101", c99_exit::<101>),
    Case::new("c99_exit_126", c99_exit::<126>),
    Case::new("c99_exit_127", c99_exit::<127>),
    Case::new("c99_exit_128", c99_exit::<128>),
    Case::new("c99_exit_137", c99_exit::<137>),
    Case::new("c99_exit_255", c99_exit::<255>),
    Case::new("c99_exit_256", c99_exit::<256>),
    Case::new("c99_exit_257", c99_exit::<257>),
    Case::new("c99_exit_511", c99_exit::<511>),
    Case::new("c99_exit_minus_1", c99_exit::<{ -1 }>),
    Case::new("c99_exit_int_min", c99_exit::<{ i32::MIN }>),
    Case::new("c99_exit_int_max", c99_exit::<{ i32::MAX }>),
    // `quick_exit`.
    Case::new("quick_exit_0", quick_exit::<0>).needs(&[sys::QUICK_EXIT]),
    Case::new("quick_exit_1", quick_exit::<1>).needs(&[sys::QUICK_EXIT]),
    Case::new("quick_exit_2", quick_exit::<2>).needs(&[sys::QUICK_EXIT]),
    Case::new("quick_exit_42", quick_exit::<42>).needs(&[sys::QUICK_EXIT]),
    Case::new("quick_exit_101", quick_exit::<101>).needs(&[sys::QUICK_EXIT]),
    Case::new("quick_exit_126", quick_exit::<126>).needs(&[sys::QUICK_EXIT]),
    Case::new("quick_exit_127", quick_exit::<127>).needs(&[sys::QUICK_EXIT]),
    Case::new("quick_exit_128", quick_exit::<128>).needs(&[sys::QUICK_EXIT]),
    Case::new("quick_exit_137", quick_exit::<137>).needs(&[sys::QUICK_EXIT]),
    Case::new("quick_exit_255", quick_exit::<255>).needs(&[sys::QUICK_EXIT]),
    Case::new("quick_exit_256", quick_exit::<256>).needs(&[sys::QUICK_EXIT]),
    Case::new("quick_exit_257", quick_exit::<257>).needs(&[sys::QUICK_EXIT]),
    Case::new("quick_exit_511", quick_exit::<511>).needs(&[sys::QUICK_EXIT]),
    Case::new("quick_exit_minus_1", quick_exit::<{ -1 }>).needs(&[sys::QUICK_EXIT]),
    Case::new("quick_exit_int_min", quick_exit::<{ i32::MIN }>).needs(&[sys::QUICK_EXIT]),
    Case::new("quick_exit_int_max", quick_exit::<{ i32::MAX }>).needs(&[sys::QUICK_EXIT]),
    // Returned from `main` as an `ExitCode`.
    Case::new("return_0", returned::<0>),
    Case::new("return_1", returned::<1>),
    Case::new("return_2", returned::<2>),
    Case::new("return_42", returned::<42>),
    Case::new("return_101", returned::<101>),
    Case::new("return_126", returned::<126>),
    Case::new("return_127", returned::<127>),
    Case::new("return_128", returned::<128>),
    Case::new("return_137", returned::<137>),
    Case::new("return_255", returned::<255>),
    // `std::process::exit`.
    Case::new("process_exit_0", process_exit::<0>),
    Case::new("process_exit_1", process_exit::<1>),
    Case::new("process_exit_2", process_exit::<2>),
    Case::new("process_exit_42", process_exit::<42>),
    Case::new("process_exit_101", process_exit::<101>),
    Case::new("process_exit_126", process_exit::<126>),
    Case::new("process_exit_127", process_exit::<127>),
    Case::new("process_exit_128", process_exit::<128>),
    Case::new("process_exit_137", process_exit::<137>),
    Case::new("process_exit_255", process_exit::<255>),
    Case::new("process_exit_256", process_exit::<256>),
    Case::new("process_exit_257", process_exit::<257>),
    Case::new("process_exit_511", process_exit::<511>),
    Case::new("process_exit_minus_1", process_exit::<{ -1 }>),
    Case::new("process_exit_int_min", process_exit::<{ i32::MIN }>),
    Case::new("process_exit_int_max", process_exit::<{ i32::MAX }>),
    // The same once more, for the other view: the whole value through `waitid`.
    Case::new("si_status_of__exit_256", _exit::<256>),
    Case::new("si_status_of__exit_257", _exit::<257>),
    Case::new("si_status_of__exit_511", _exit::<511>),
    Case::new("si_status_of__exit_minus_1", _exit::<{ -1 }>),
    Case::new("si_status_of__exit_int_min", _exit::<{ i32::MIN }>),
    Case::new("si_status_of__exit_int_max", _exit::<{ i32::MAX }>),
    Case::new("si_status_of_exit_256", exit::<256>),
    Case::new("si_status_of_exit_minus_1", exit::<{ -1 }>),
    Case::new("si_status_of_c99_exit_256", c99_exit::<256>),
    Case::new("si_status_of_c99_exit_minus_1", c99_exit::<{ -1 }>),
    Case::new("si_status_of_quick_exit_256", quick_exit::<256>).needs(&[sys::QUICK_EXIT]),
    Case::new("si_status_of_quick_exit_minus_1", quick_exit::<{ -1 }>).needs(&[sys::QUICK_EXIT]),
];

fn exit<const CODE: i32>(_: &Context) -> Finish {
    sys::exit(CODE)
}

fn _exit<const CODE: i32>(_: &Context) -> Finish {
    sys::_exit(CODE)
}

fn c99_exit<const CODE: i32>(_: &Context) -> Finish {
    sys::_Exit(CODE)
}

fn quick_exit<const CODE: i32>(_: &Context) -> Finish {
    sys::quick_exit(CODE)
}

fn returned<const CODE: u8>(_: &Context) -> Finish {
    Finish::new(ExitCode::from(CODE))
}

fn process_exit<const CODE: i32>(_: &Context) -> Finish {
    std::process::exit(CODE)
}
