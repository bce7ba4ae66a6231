import { expect } from 'chai';
import type { FoundPerson, Page } from '@qashyq/shared-types';
import { startWholeService, type RunningService } from '../support/running-service.js';

describe('looking people up', () => {
  let service: RunningService;
  before(async () => {
    service = await startWholeService();
  });
  after(() => service.stop());

  const find = async (search: string) => {
    const { status, body } = await service.call('dldhead', 'findPersons', { query: { search } });
    expect(status).to.equal(200);
    return (body as unknown as Page<FoundPerson>).items.map(({ name }) => name.en);
  };

  it('finds by name in any language and any case, by login and by staff number', async () => {
    for (const search of ['Жұмабеков', 'жұмабек', 'ЖУМАБЕКОВ', 'zhumabekov', 'teacher02', 'T02', 't02'])
      expect(await find(search), search).to.deep.equal(['Zhumabekov Yerlan']);
  });

  it('takes every word, in any order', async () => {
    expect(await find('марат куанышев')).to.deep.equal(['Kuanyshev Marat']);
    expect(await find('марат лукина')).to.deep.equal([]);
  });

  it('takes signs of patterns as letters', async () => {
    for (const search of ['%%', '__', "x' or '1'='1", '!%']) expect(await find(search), search).to.deep.equal([]);
  });

  it('tells the unit, so that namesakes can be told apart', async () => {
    const { body } = await service.call('hrhead', 'findPersons', { query: { search: 'Лукина' } });
    expect((body as unknown as Page<FoundPerson>).items[0]!.orgUnit?.code).to.equal('DLD');
  });
});
