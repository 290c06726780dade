/* What the bodies about destructors of thread-local objects share: tls*.c. */
#ifndef TLS_H
#define TLS_H

/* Has this thread record `tls:number` when it ends, as a thread_local object in C++ would. */
void register_tls(long number);

/* Has this thread call the function when it ends. */
void register_tls_call(void (*function)(void *));

#endif
