/* Whether they run is for cases to tell. */
static void __attribute__((constructor(201))) construct(void)
{
}

static void __attribute__((destructor(201))) destroy(void)
{
}

int main(void)
{
    return 0;
}
