static int ran;

static void __attribute__((constructor(101))) construct(void)
{
    ran = 1;
}

static void __attribute__((destructor(101))) destroy(void)
{
    ran = 2;
}

int main(void)
{
    return ran != 1;
}
