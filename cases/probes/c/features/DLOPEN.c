#include <dlfcn.h>

int main(void)
{
    void *library = dlopen("library.so", RTLD_NOW);
    return library ? dlclose(library) : 0;
}
