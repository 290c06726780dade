/* From HAVE_QUICK_EXIT, which is 0 or 1, to code that is there or not. */
#ifndef PICK_H
#define PICK_H

#define HAVE_ALWAYS 1

#define PASTE(a, b) PASTE_(a, b)
#define PASTE_(a, b) a##b
#define AND(a, b) AND_(a, b)
#define AND_(a, b) AND_##a##b
#define AND_00 0
#define AND_01 0
#define AND_10 0
#define AND_11 1

#define CODE_0(code)
#define CODE_1(code) code
#define FUNCTION_0(function) 0
#define FUNCTION_1(function) function

/* They take HAVE_ names, pasted where they are written: a feature may be called like a macro of some system's headers. */
#define BODY_IF(have, have2, code) PASTE(CODE_, AND(have, have2))(code)
#define FUNCTION_IF(have, have2, function) PASTE(FUNCTION_, AND(have, have2))(function)

#endif
