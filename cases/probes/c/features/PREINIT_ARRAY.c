static int ran;

static void run(void)
{
    ran = 1;
}

__attribute__((section(".preinit_array"), used)) static void (*constructor)(void) = run;

int main(void)
{
    return !ran;
}
