#include <chrono>
#include <cstdio>
#include <cstdlib>
#include "core/nn/network.h"
#include "tests/core/test_models.h"
#include "core/recognizer.h"
#include "weights/embedded.h"
using namespace digitpad;
int main(int argc,char**argv){
  for (const char* k : {"portable","avx2","avx512vnni","wasm_simd128","wasm_relaxed"}) {
    const Kernels* ks = FindKernels(k); if(!ks) continue;
    std::printf("%-12s",k);
    for (char n : {'A','B','C','O'}) {
      auto m = std::make_shared<Model>();
      if (n=='O') {if(!ParseModel(EmbeddedModel(), m.get()).ok()) return 1;} else *m = testing::MakeReferenceModel(n);
      if (!ValidateModel(m.get()).ok()) {std::printf("invalid %c",n);return 1;}
      Network net(m,*ks); std::vector<uint8_t> in(28*28*m->prep.channels); for(size_t i=0;i<in.size();++i) in[i]=i*37;
      std::vector<int32_t> lo(m->labels.size());
      double best=1e9; int reps = argc>1?atoi(argv[1]):200;
      for(int r=0;r<15;++r){ auto t=std::chrono::steady_clock::now(); for(int i=0;i<reps;++i) net.Run(in,lo); double d=std::chrono::duration<double>(std::chrono::steady_clock::now()-t).count()/reps; if(d<best)best=d; }
      std::printf("  %c %7.1f us %6.1f GMAC/s",n,best*1e6,CountMacs(*m)/best*1e-9);
    }
    std::printf("\n");
  }
}
