//! What unwinding drops, and what happens when that panics.

use std::mem::ManuallyDrop;
use std::panic::catch_unwind;
use std::rc::Rc;

use exitspec::{Context, event};

use super::{Bomb, Guard};

pub(super) fn in_reverse(_: &Context) {
    let _first = Guard("first");
    let _second = Guard("second");
    {
        let _done = Guard("done");
    }
    let _third = Guard("third");
    panic!("it broke")
}

pub(super) fn fields_and_elements(_: &Context) {
    struct Pair {
        _left: Guard,
        _right: Guard,
    }
    let _elements = Vec::from([Guard("element-0"), Guard("element-1")]);
    let _boxed: Box<dyn Send> = Box::new(Guard("boxed"));
    let _pair = Pair {
        _left: Guard("left"),
        _right: Guard("right"),
    };
    panic!("it broke")
}

pub(super) fn callers_values_too(_: &Context) {
    fn inner() {
        let _guard = Guard("inner");
        panic!("it broke")
    }
    fn middle(argument: Guard) {
        let _guard = Guard("middle");
        inner();
        drop(argument);
    }
    let _guard = Guard("outer");
    middle(Guard("argument"));
}

pub(super) fn leaked_values_are_not(_: &Context) {
    static _NEVER: Guard = Guard("static");
    std::mem::forget(Guard("forgotten"));
    let _manual = ManuallyDrop::new(Guard("manual"));
    let _leaked: &'static Guard = Box::leak(Box::new(Guard("leaked")));
    let shared = Rc::new(Guard("shared"));
    std::mem::forget(Rc::clone(&shared));
    let _guard = Guard("local");
    panic!("it broke")
}

pub(super) fn panicking_is_true(_: &Context) {
    struct Asks;
    impl Drop for Asks {
        fn drop(&mut self) {
            event!("panicking:{}", std::thread::panicking());
        }
    }
    drop(Asks);
    let _asks = Asks;
    panic!("it broke")
}

pub(super) fn panic_in_drop_at_return(_: &Context) {
    let _before = Guard("before");
    let _bomb = Bomb("bomb");
    let _after = Guard("after");
}

/// The other fields of the value are dropped all the same.
pub(super) fn panic_in_drop_of_a_field(_: &Context) {
    struct Three {
        _first: Guard,
        _second: Bomb,
        _third: Guard,
    }
    let _three = Three {
        _first: Guard("first"),
        _second: Bomb("second"),
        _third: Guard("third"),
    };
}

pub(super) fn panic_in_drop_while_unwinding(_: &Context) {
    let _before = Guard("before");
    let _bomb = Bomb("bomb");
    panic!("it broke")
}

pub(super) fn caught_panic_in_drop_while_unwinding(_: &Context) {
    struct Careful;
    impl Drop for Careful {
        fn drop(&mut self) {
            event!("caught:{}", catch_unwind(|| panic!("inner")).is_err());
        }
    }
    let _before = Guard("before");
    let _careful = Careful;
    panic!("outer")
}

pub(super) fn exit_in_drop_while_unwinding(_: &Context) {
    struct Exits;
    impl Drop for Exits {
        fn drop(&mut self) {
            std::process::exit(3)
        }
    }
    let _before = Guard("before");
    let _exits = Exits;
    panic!("it broke")
}

pub(super) fn abort_in_drop_while_unwinding(_: &Context) {
    struct Aborts;
    impl Drop for Aborts {
        fn drop(&mut self) {
            event!("drop:aborts");
            std::process::abort()
        }
    }
    let _before = Guard("before");
    let _aborts = Aborts;
    panic!("it broke")
}
