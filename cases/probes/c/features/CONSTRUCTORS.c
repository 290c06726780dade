static int ran;

__attribute__((constructor(200))) static void construct(void)
{
    ran = 1;
}

__attribute__((destructor(200))) static void destroy(void)
{
    ran = 0;
}

int main(void)
{
    return !ran;
}
