//! What is dropped when `main` returns, in which order, and what never is.

use std::cell::RefCell;
use std::mem::ManuallyDrop;
use std::rc::Rc;
use std::sync::{LazyLock, OnceLock};

use exitspec::{Context, event, journal};

use super::Guard;
use crate::sys;

pub(super) fn locals_in_reverse(_: &Context) {
    let _first = Guard("first");
    let _second = Guard("second");
    let _third = Guard("third");
}

pub(super) fn fields_in_order(_: &Context) {
    struct Outer {
        _one: Guard,
        _two: Guard,
    }
    impl Drop for Outer {
        fn drop(&mut self) {
            event!("drop:outer");
        }
    }
    let _tuple = (Guard("tuple-0"), Guard("tuple-1"));
    let _array = [Guard("array-0"), Guard("array-1")];
    let _outer = Outer {
        _one: Guard("one"),
        _two: Guard("two"),
    };
}

pub(super) fn temporaries(_: &Context) {
    fn name(guard: &Guard) -> &'static str {
        guard.0
    }
    event!("use:{}", name(&Guard("temporary")));
    event!("next");
    let _extended = &Guard("extended");
    event!("end");
}

pub(super) fn arguments(_: &Context) {
    fn callee(_first: Guard, _second: Guard) {
        let _local = Guard("local");
        event!("callee");
    }
    callee(Guard("first"), Guard("second"));
    event!("caller");
}

/// A name may be used again, and the old value lives on; `_` is no name at all.
pub(super) fn shadowed_and_ignored(_: &Context) {
    let _guard = Guard("old");
    let _guard = Guard("new");
    let _ = Guard("ignored");
    event!("end");
}

pub(super) fn before_the_handlers(_: &Context) {
    extern "C" fn handler() {
        journal::event("atexit");
    }
    sys::atexit(handler);
    let _guard = Guard("local");
}

pub(super) fn statics_never(_: &Context) {
    static GUARD: Guard = Guard("static");
    event!("{}", GUARD.0);
}

pub(super) fn lazy_statics_never(_: &Context) {
    static LAZY: LazyLock<Guard> = LazyLock::new(|| Guard("lazy"));
    static ONCE: OnceLock<Guard> = OnceLock::new();
    event!("{}", LAZY.0);
    event!("{}", ONCE.get_or_init(|| Guard("once")).0);
}

pub(super) fn forgotten(_: &Context) {
    std::mem::forget(Guard("forgotten"));
    let _guard = Guard("local");
}

pub(super) fn manually(_: &Context) {
    let _never = ManuallyDrop::new(Guard("never"));
    let taken = ManuallyDrop::into_inner(ManuallyDrop::new(Guard("taken")));
    event!("{}", taken.0);
}

pub(super) fn leaked_box(_: &Context) {
    let leaked: &'static Guard = Box::leak(Box::new(Guard("leaked")));
    event!("{}", leaked.0);
}

/// Two that own each other are owned by nobody else in the end.
pub(super) fn cycle(_: &Context) {
    struct Node {
        other: RefCell<Option<Rc<Node>>>,
        guard: Guard,
    }
    let node = |name| {
        Rc::new(Node {
            other: RefCell::new(None),
            guard: Guard(name),
        })
    };
    let (one, two) = (node("one"), node("two"));
    *one.other.borrow_mut() = Some(Rc::clone(&two));
    *two.other.borrow_mut() = Some(Rc::clone(&one));
    event!("{}+{}", one.guard.0, two.guard.0);
}

pub(super) fn last_of_shared(_: &Context) {
    let one = Rc::new(Guard("shared"));
    let two = Rc::clone(&one);
    drop(one);
    event!("still:{}", two.0);
}

pub(super) fn guard_in_a_loop_that_breaks(_: &Context) {
    for round in 0..3 {
        let _guard = Guard("round");
        if round == 1 {
            break;
        }
        event!("{round}");
    }
    event!("end");
}
