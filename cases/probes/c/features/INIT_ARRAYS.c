static int ran;

static void run(void)
{
    ran = 1;
}

__attribute__((section(".init_array"), used)) static void (*constructors[])(void) = { run };
__attribute__((section(".fini_array"), used)) static void (*destructors[])(void) = { run };

int main(void)
{
    return !ran;
}
